import { expect, test } from 'vitest';
import { paint } from '../../../src/cli/render/paint.ts';
import { progressLine, verifiedTable } from '../../../src/cli/render/verified.ts';
import type { VerifiedItem } from '../../../src/operations/verify-checklist.ts';

const base = { probe: 'http', status: 'not_started', findings: [], told: null, sha256: null, commit: null } as const;
const items: readonly VerifiedItem[] = [
  {
    ...base,
    ...{ item: 'latency', number: 14, outcome: 'holds', status: 'completed' },
    findings: [{ name: 'latencyMs', claim: '< 100', value: 12.5, holds: true }],
  },
  {
    ...base,
    ...{ item: 'site-up', number: 15, outcome: 'fails', status: 'blocked' },
    findings: [
      { name: 'status', claim: '= 200', value: null, holds: false },
      { name: 'body', claim: 'contains well', value: 'a\u001b[31m\nb', holds: false },
    ],
  },
  { ...base, item: 'hub', number: 16, outcome: 'not-run', told: 'hubHost has no value' },
];

test('a table tells what was found beside what was claimed', () => {
  const text = verifiedTable({ id: 'CL-a.b', items, checkout: undefined }, 200, paint(false));
  expect(text.split('\n')).toEqual([
    '#   POINT    PROBE  RESULT         STATUS       FOUND',
    '14  latency  http   holds          completed    latencyMs 12.5 (< 100)',
    '15  site-up  http   does not hold  blocked      no status was measured (= 200); body a b (contains well)',
    '16  hub      http   could not run  not started  hubHost has no value',
    'CL-a.b: 1 hold, 1 do not, 1 could not run',
  ]);
});

test('lines tell how far it is', () => {
  expect(progressLine({ at: 'begun', item: 'hub', number: 16, probe: 'ping' })).toBe('16 hub: ping …');
  expect(items.map((each) => progressLine({ at: 'done', ...each }))).toContain(
    '14 latency: holds: latencyMs 12.5 (< 100)',
  );
});
