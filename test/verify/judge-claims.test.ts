import { expect, test } from 'vitest';
import { type Holder, judgeClaims } from '../../src/verify/judge-claims.ts';

const holder = (id: string, createdAt: string): Holder => ({
  id,
  path: `${id}.yaml`,
  createdAt,
  draft: false,
  claim: { key: 'company:SN:sow', pointer: '/spec/company/name' },
});

test('the oldest keeps what several have, and it is told of each of the others', () => {
  const holders = [
    holder('OB-3', '2026-01-03T00:00:00Z'),
    holder('OB-1', '2026-01-01T00:00:00Z'),
    holder('OB-2', '2026-01-02T00:00:00Z'),
  ];
  expect(judgeClaims([holders])).toMatchObject([
    {
      rule: 'record.claimed',
      file: 'OB-2.yaml',
      message: 'OB-1 has this company.name already',
      pointer: '/spec/company/name',
    },
    { rule: 'record.claimed', file: 'OB-3.yaml', message: 'OB-1 has this company.name already' },
  ]);
});

test('of two that are equally old the lower id keeps it; moments in other zones count as what they are', () => {
  const same = [holder('OB-2', '2026-01-01T00:00:00Z'), holder('OB-1', '2026-01-01T00:00:00Z')];
  expect(judgeClaims([same]).map(({ file }) => file)).toEqual(['OB-2.yaml']);
  const zones = [holder('OB-1', '2026-01-01T02:00:00+01:00'), holder('OB-2', '2026-01-01T00:30:00Z')];
  expect(judgeClaims([zones]).map(({ file }) => file)).toEqual(['OB-1.yaml']);
});

test('a draft keeps nothing from what is on record, however old it says it is', () => {
  const holders = [{ ...holder('OB-9', '2001-01-01T00:00:00Z'), draft: true }, holder('OB-1', '2026-01-01T00:00:00Z')];
  expect(judgeClaims([holders])).toMatchObject([{ file: 'OB-9.yaml', message: 'OB-1 has this company.name already' }]);
});

test('a record that lies in two places claims nothing from itself', () => {
  const twice = [
    holder('OB-1', '2026-01-01T00:00:00Z'),
    { ...holder('OB-1', '2026-01-01T00:00:00Z'), path: 'other.yaml' },
  ];
  expect(judgeClaims([twice])).toEqual([]);
});
