import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Key, KeyName } from '../../../../src/cli/ui/keyboard/key.ts';
import { textWidth } from '../../../../src/cli/ui/text/text-width.ts';
import type { Outcome } from '../../../../src/cli/ui/work/desk.ts';
import { settle } from '../../../../src/cli/ui/work/settle.ts';
import { completed } from '../../../../src/cli/ui/work/step-asking.ts';
import { stepWork } from '../../../../src/cli/ui/work/step-work.ts';
import { workFrame } from '../../../../src/cli/ui/work/work-frame.ts';
import { isOver, openWork, type WorkState } from '../../../../src/cli/ui/work/work-state.ts';
import { aPoint, aView, me, viewAfter } from './a-checklist.ts';

const rules = { me, leastReason: 10 };
const names: readonly KeyName[] = ['enter', 'tab', 'back-tab', 'escape', 'up', 'down', 'page-up', 'page-down', 'home'];
const letters = [...' xpibnmeuva/?rjkgGq', 'a text of some length', 'https://example.com/1'];
const anyKey = fc.oneof(
  fc.constantFrom(...names).map((name): Key => ({ name })),
  fc.record({ name: fc.constant('text' as const), text: fc.constantFrom(...letters), pasted: fc.boolean() }),
);
type Happening = { key: Key } | { answer: 'done' | 'refused' | 'changed' } | { found: readonly string[] };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: anyKey.map((key) => ({ key })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('done', 'refused', 'changed').map((answer) => ({ answer })) as fc.Arbitrary<Happening>,
  },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('/tmp/a.png', '/tmp/ab/', '漢字.png')).map((found) => ({ found })) },
);
const sizes = fc.record({ columns: fc.integer({ min: 24, max: 160 }), rows: fc.integer({ min: 8, max: 50 }) });
const anyView = fc.integer({ min: 1, max: 60 }).map((all) =>
  aView({
    points: Array.from({ length: all }, (_, at) =>
      aPoint(at + 1, { category: ['site', 'network', 'people'][at % 3] ?? '' }),
    ),
  }),
);

function answered(state: WorkState, answer: 'done' | 'refused' | 'changed'): WorkState {
  const [job] = state.jobs;
  if (job === undefined) return state;
  const other = viewAfter(state.view, { kind: 'set', status: 'blocked' }, 'point-1', 'nora@example.com');
  const outcomes: Readonly<Record<string, Outcome>> = {
    done: { view: viewAfter(state.view, job.wish, job.item) },
    refused: { refusal: { message: 'this is a refusal of some length that says why', remedy: ['do that', 'or this'] } },
    changed: { view: other, refusal: { message: 'it was changed', remedy: [] } },
  };
  return settle(state, outcomes[answer] ?? {});
}

test('whatever happens, the frame fills the window and no more, and jobs are begun in order', () => {
  fc.assert(
    fc.property(anyView, fc.array(happening, { maxLength: 60 }), sizes, (view, happenings, size) => {
      let state = openWork(view);
      for (const each of happenings) {
        if ('key' in each) state = stepWork(rules, state, each.key, size);
        else if ('answer' in each) state = answered(state, each.answer);
        else if (state.mode.kind === 'ask') state = completed(state, state.mode.completing ?? -1, each.found);
        if (isOver(state)) return;
        const lines = workFrame(state, size).flat();
        expect(lines).toHaveLength(size.rows - 1);
        for (const line of lines)
          expect(line.reduce((sum, { text }) => sum + textWidth(text), 0)).toBeLessThan(size.columns);
        const keys = state.jobs.map(({ key }) => key);
        expect(keys).toEqual([...keys].sort((one, other) => one - other));
      }
    }),
    { numRuns: 150 },
  );
});
