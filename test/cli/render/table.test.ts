import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paint } from '../../../src/cli/render/paint.ts';
import { requestTable } from '../../../src/cli/render/requests.ts';
import { table } from '../../../src/cli/render/table.ts';
import { textWidth } from '../../../src/cli/render/text-width.ts';
import type { Summary } from '../../../src/domain/summary.ts';

const now = '2026-11-21T09:00:00Z';
const plain = paint(false);

function row(more: Partial<Summary> = {}): Summary {
  return {
    id: 'PR-2026-0001',
    kind: 'PromotionRequest',
    state: 'pending',
    tenant: 'tenant-finance',
    target: 'api/payment-api@2.1.0',
    impact: 'critical',
    createdBy: 'pierre@example.com',
    createdAt: '2026-11-21T08:01:00Z',
    path: 'requests/prod/2026/11/PR-2026-0001.yaml',
    ...more,
  };
}

function lines(rows: readonly Summary[], width: number): string[] {
  return requestTable(rows, width, plain, now).split('\n');
}

const text = (most: number) =>
  fc.oneof(
    fc.string({ minLength: 1, maxLength: most, unit: fc.constantFrom('a', '-', 'é') }),
    fc.string({ minLength: 1, maxLength: most, unit: fc.constantFrom('見', 'a') }),
  );

const summaries = fc.array(
  fc
    .record({
      number: fc.integer({ min: 1, max: 99_999 }),
      state: fc.constantFrom('draft', 'pending', 'approved', 'deploying', 'cancelled', 'invalid'),
      tenant: text(63),
      target: text(200),
      impact: fc.constantFrom('low', 'medium', 'high', 'critical'),
      createdBy: text(80),
      note: fc.constantFrom(undefined, 'disagrees' as const, 'approvals-void' as const, 'invalid' as const),
    })
    .map(({ number, note, ...more }) =>
      row({ ...more, id: `PR-2026-${String(number).padStart(4, '0')}`, ...(note === undefined ? {} : { note }) }),
    ),
  { minLength: 1, maxLength: 6 },
);

describe('a table of requests', () => {
  test('fits any terminal from 40 columns on, with every id and state whole', () => {
    fc.assert(
      fc.property(summaries, fc.integer({ min: 40, max: 200 }), (rows, width) => {
        const [, ...body] = lines(rows, width);
        expect(lines(rows, width).every((line) => textWidth(line) <= width)).toBe(true);
        for (const [at, { id, state }] of rows.entries()) {
          expect(body[at]?.startsWith(`${id} `)).toBe(true);
          expect(body[at]).toContain(state);
        }
      }),
    );
  });

  test('cuts one long value alone, and leaves the others whole', () => {
    const rows = [row(), row({ id: 'PR-2026-0002', target: `api/${'long-'.repeat(20)}@1.0.0` })];
    const [head, first, second] = lines(rows, 100);
    expect(head).toMatch(/ID +STATE +TARGET +TENANT +IMPACT +BY +AGE$/);
    expect(first).toMatch(/api\/paymen…@2\.1\.0 +tenant-finance +critical +pierre@example.com +59 min ago$/);
    expect(second).toMatch(/api\/long-l…@1\.0\.0 /);
    expect([first?.length, second?.length]).toEqual([100, 100]);
  });

  test.each([
    [140, ['ID', 'STATE', 'TARGET', 'TENANT', 'IMPACT', 'BY', 'AGE']],
    [80, ['ID', 'STATE', 'TARGET', 'TENANT', 'IMPACT', 'AGE']],
    [59, ['ID', 'STATE', 'TARGET', 'TENANT']],
    [40, ['ID', 'STATE', 'TARGET']],
  ])('has at %i columns as many as can be read', (width, titles) => {
    expect(lines([row()], width)[0]?.trim().split(/ +/)).toEqual(titles);
  });

  test('keeps the mark of a row that cannot be taken at its word where there is no room for the note', () => {
    const rows = [row({ note: 'disagrees' }), row({ id: 'PR-2026-0002' })];
    expect(lines(rows, 140)[1]).toMatch(/○ pending ! .*status and history disagree$/);
    const [head, marked, other] = lines(rows, 40);
    expect(head).not.toContain('NOTE');
    expect([marked, other]).toEqual([expect.stringContaining('○ pending !'), expect.not.stringContaining('!')]);
  });

  test('without a terminal is never cut', () => {
    const target = `api/${'long-'.repeat(40)}@1.0.0`;
    expect(lines([row({ target })], Number.POSITIVE_INFINITY)[1]).toContain(target);
  });
});

test('a column that may not be cut or left out stays, however little room there is', () => {
  const columns = [
    { title: 'A', value: (each: string) => each },
    { title: 'B', value: (each: string) => each, leaves: 1 },
  ];
  expect(table(['twelve chars'], columns, 5, plain)).toBe('A\ntwelve chars');
});
