import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Key, KeyName } from '../../../../src/cli/ui/keyboard/key.ts';
import type { Outcome } from '../../../../src/cli/ui/onboard/desk.ts';
import { answered, openQuestions } from '../../../../src/cli/ui/onboard/look-ups.ts';
import { settle } from '../../../../src/cli/ui/onboard/settle.ts';
import { stepWizard } from '../../../../src/cli/ui/onboard/step-wizard.ts';
import { watched } from '../../../../src/cli/ui/onboard/watched.ts';
import { wizardFrame } from '../../../../src/cli/ui/onboard/wizard-frame.ts';
import { isOver, type WizardState } from '../../../../src/cli/ui/onboard/wizard-state.ts';
import { textWidth } from '../../../../src/cli/ui/text/text-width.ts';
import { allDone, aSession, errors, imported, plan, users } from './a-session.ts';
import { screens } from './screens.ts';

const names: readonly KeyName[] = [
  ...(['enter', 'enter', 'tab', 'back-tab', 'escape', 'up', 'down', 'left', 'right', 'home', 'end'] as const),
  ...(['page-up', 'page-down', 'backspace', 'delete', 'erase-before', 'end-of-text'] as const),
];
const texts = [
  'a',
  'd',
  'u',
  'y',
  'n',
  'f',
  'm',
  'r',
  '1',
  '2',
  '3',
  ' ',
  'Awa',
  '漢字漢字',
  'awa@b.example',
  '77 1',
  '~/',
  '../',
];
const anyKey: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom(...names).map((name): Key => ({ name })),
  fc.record({ name: fc.constant('text' as const), text: fc.constantFrom(...texts), pasted: fc.boolean() }),
);
const outcomes: readonly Outcome[] = [
  {},
  { session: aSession({ users, done: allDone, imported, state: 'imported', mark: '2' }) },
  { session: aSession({ state: 'completed', users, done: allDone, imported, mark: '3' }), said: 'done' },
  { refusal: { message: 'this is a refusal of some length, which says why it was refused', remedy: ['do that'] } },
  { refusal: { message: 'changed', remedy: [] }, session: aSession({ mark: '9', users }) },
  { reading: { kind: 'plan', plan } },
  { reading: { kind: 'errors', file: '漢字.xlsx', path: '漢字.xlsx', errors: errors(3), all: 3 } },
];
type Happening = { key: Key } | { outcome: Outcome } | { answer: boolean } | { seen: Outcome };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: anyKey.map((key) => ({ key })) },
  { weight: 2, arbitrary: fc.constantFrom(...outcomes).map((outcome): Happening => ({ outcome })) },
  { weight: 2, arbitrary: fc.boolean().map((answer): Happening => ({ answer })) },
  { weight: 1, arbitrary: fc.constantFrom(...outcomes).map((seen): Happening => ({ seen })) },
);
const sizes = fc.record({ columns: fc.integer({ min: 40, max: 160 }), rows: fc.integer({ min: 8, max: 50 }) });

function after(state: WizardState, happening: Happening, size: { columns: number; rows: number }): WizardState {
  if ('key' in happening) return stepWizard(state, happening.key, size);
  if ('seen' in happening) return watched(state, happening.seen);
  if ('outcome' in happening) return state.job === undefined ? state : settle(state, state.job.key, happening.outcome);
  const [question] = openQuestions(state);
  if (question === undefined) return state;
  return answered(
    state,
    question,
    happening.answer ? { kept: '+221771234567', entries: [] } : { problems: { address: 'taken' } },
  );
}

test('whatever happens, the frame fits the window, and nothing is begun while something is under way', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(screens)),
      fc.array(happening, { maxLength: 60 }),
      sizes,
      (first, happenings, size) => {
        let state = first;
        for (const each of happenings) {
          const before = state;
          state = after(state, each, size);
          if (isOver(state)) return;
          if (before.job !== undefined && state.job !== undefined && 'key' in each) expect(state.job).toBe(before.job);
          const lines = wizardFrame(state, size).flat();
          expect(lines.length).toBeLessThan(size.rows);
          for (const line of lines)
            expect(textWidth(line.map(({ text }) => text).join('')), JSON.stringify(line)).toBeLessThan(size.columns);
        }
      },
    ),
    { numRuns: 200 },
  );
});
