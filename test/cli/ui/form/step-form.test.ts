import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReady } from '../../../../src/cli/ui/form/draft.ts';
import { formFrame } from '../../../../src/cli/ui/form/form-frame.ts';
import type { FormState } from '../../../../src/cli/ui/form/form-state.ts';
import { openForm } from '../../../../src/cli/ui/form/open-form.ts';
import { stepForm } from '../../../../src/cli/ui/form/step-form.ts';
import type { Key, KeyName } from '../../../../src/cli/ui/keyboard/key.ts';
import type { DraftField } from '../../../../src/cli/ui/request-draft.ts';
import { fitFrame } from '../../../../src/cli/ui/screen/fit-frame.ts';
import { aForm, check, draft, without } from '../a-request.ts';

const form = aForm();
const key = (name: KeyName): Key => ({ name });
const text = (written: string): Key => ({ name: 'text', text: written, pasted: false });
const walk = (state: FormState, ...pressed: readonly Key[]): FormState =>
  pressed.reduce((at, each) => stepForm(form, at, each), state);
const asked = (state: FormState): DraftField | 'summary' => form.fields[state.at]?.key ?? 'summary';

describe('the form opens', () => {
  test('at the first field when nothing is known', () => {
    expect(asked(openForm(form, {}))).toBe('tenant');
  });

  test('at the first field that is missing', () => {
    expect(asked(openForm(form, without('to', 'evidence')))).toBe('to');
  });

  test('at the first field that is wrong, and says so', () => {
    const state = openForm(form, { ...draft, justification: 'too short' });
    expect(asked(state)).toBe('justification');
    expect(state.touched).toBe(true);
  });

  test('at the summary when everything is known', () => {
    expect(asked(openForm(form, draft))).toBe('summary');
  });

  test('without the escapes in what is known', () => {
    expect(openForm(form, { ...draft, rollbackPlan: '\u001b[31mback\u202e' }).draft.rollbackPlan).toBe('back');
  });
});

describe('a field', () => {
  test('keeps what is wrong and lets nobody pass', () => {
    const state = walk(openForm(form, without('justification')), text('too short'), key('enter'));
    expect(asked(state)).toBe('justification');
    expect(state.problems.justification).toBe('needs at least 20 characters');
  });

  test('is checked with every key', () => {
    const state = walk(openForm(form, without('justification')), text('twenty characters ar'));
    expect(state.problems.justification).toBeUndefined();
    expect(walk(state, key('backspace')).problems.justification).toBe('needs at least 20 characters');
  });

  test('keeps what was written when somebody goes back and returns', () => {
    const state = walk(openForm(form, without('justification')), text('half'), key('back-tab'));
    expect(asked(state)).toBe('to');
    expect(walk(state, key('enter')).entry).toEqual({ kind: 'text', text: { before: 'half', after: '' } });
  });

  test('that was only looked at stays without a value', () => {
    const state = walk(openForm(form, without('impact')), key('back-tab'));
    expect(state.draft.impact).toBeUndefined();
  });

  test('with an answer needs one', () => {
    const state = walk(openForm(form, without('performanceTestsPassed')), key('enter'));
    expect(asked(state)).toBe('performanceTestsPassed');
    expect(walk(state, text('n'), key('enter')).draft.performanceTestsPassed).toBe(false);
  });

  test('with an empty list lets nobody pass', () => {
    const empty = aForm({ tenants: [] });
    const state = stepForm(empty, openForm(empty, {}), key('enter'));
    expect(state.at).toBe(0);
    expect(state.touched).toBe(true);
  });
});

describe('going on', () => {
  test('with Enter does not ask again what is known', () => {
    const state = walk(openForm(form, without('targetName', 'impact')), text('x'), key('enter'));
    expect(asked(state)).toBe('impact');
    expect(asked(walk(state, key('enter')))).toBe('summary');
  });

  test('with Tab looks at every field', () => {
    expect(asked(walk(openForm(form, without('targetName', 'impact')), text('x'), key('tab')))).toBe('targetVersion');
  });

  test('asks again what was left backwards unfinished', () => {
    const state = walk(openForm(form, without('targetVersion')), text('2.'), key('back-tab'), key('enter'));
    expect(asked(state)).toBe('targetVersion');
    expect(asked(walk(state, text('1'), key('enter'), key('enter')))).toBe('summary');
  });
});

describe('a choice', () => {
  test('marks the usual environment', () => {
    const state = walk(openForm(form, without('from', 'to')), key('enter'), key('enter'));
    expect(state.draft).toMatchObject({ from: 'staging', to: 'prod' });
  });

  test('is found by typing', () => {
    expect(walk(openForm(form, without('impact')), text('crit'), key('enter')).draft.impact).toBe('critical');
  });

  test('goes back from its first line', () => {
    const state = openForm(form, without('impact'));
    expect(asked(walk(state, key('down'), key('up')))).toBe('impact');
    expect(asked(walk(state, key('down'), key('up'), key('up')))).toBe('releaseNotes');
  });
});

describe('the summary', () => {
  test('commits what the check lets pass', () => {
    const state = walk(openForm(form, draft), key('enter'));
    expect(state).toMatchObject({ outcome: 'committed', draft });
  });

  test('leads to one field and back', () => {
    const there = walk(openForm(form, draft), key('down'), key('down'), text('e'));
    expect(asked(there)).toBe('targetName');
    const back = walk(there, text('-v2'), key('enter'));
    expect(asked(back)).toBe('summary');
    expect(back.draft.targetName).toBe('payment-api-v2');
  });

  test('leads to what another change made wrong', () => {
    const changed = walk(
      openForm(form, draft),
      ...Array<Key>(4).fill(key('down')),
      text('e'),
      key('down'),
      key('enter'),
    );
    expect(changed.problems.to).toBe('leads from prod to itself');
    const refused = walk(changed, key('enter'));
    expect(refused.outcome).toBe('open');
    expect(asked(refused)).toBe('to');
  });

  test.each([text('b'), text('B'), key('back-tab')])('goes back with %j', (back) => {
    expect(asked(walk(openForm(form, draft), back))).toBe('evidence');
  });
});

test.each(['escape', 'interrupt'] as const)('%s leaves from anywhere', (name) => {
  expect(walk(openForm(form, {}), key(name)).outcome).toBe('left');
  expect(walk(openForm(form, draft), key(name), key('enter')).outcome).toBe('left');
});

const names: readonly KeyName[] = [
  ...(['enter', 'tab', 'back-tab', 'end-of-text', 'up', 'down', 'left', 'right', 'word-left', 'word-right'] as const),
  ...([
    'home',
    'end',
    'page-up',
    'page-down',
    'backspace',
    'delete',
    'erase-word',
    'erase-before',
    'erase-after',
  ] as const),
];
const anyKey = fc.oneof(
  fc.constantFrom(...names).map(key),
  { arbitrary: fc.constant(key('enter')), weight: 2 },
  fc
    .constantFrom('y', 'n', 'e', 'b', 'a', 'a justification that is long', '2027-01-01T00:00:00Z', 'x\ny', '漢 👍')
    .map(text),
);
const anyDraft = fc.record(
  Object.fromEntries(
    Object.entries(draft).map(([field, value]) => [
      field,
      fc.constantFrom(value, value, typeof value === 'string' ? '' : false),
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<typeof draft>>;

test('whatever is pressed, the focus is on a step, the frame fits, and only what was checked is committed', () => {
  const sizes = fc.record({ columns: fc.integer({ min: 20, max: 140 }), rows: fc.integer({ min: 10, max: 50 }) });
  let committed = 0;
  fc.assert(
    fc.property(anyDraft, fc.array(anyKey, { maxLength: 60 }), sizes, (initial, pressed, size) => {
      let state = openForm(form, initial);
      for (const each of pressed) {
        state = stepForm(form, state, each);
        expect(state.at).toBeGreaterThanOrEqual(0);
        expect(state.at).toBeLessThanOrEqual(form.fields.length);
        expect(state.entry === undefined).toBe(state.at === form.fields.length);
        expect(state.marked).toBeLessThan(form.fields.length);
        const frame = fitFrame(formFrame(form, state, size), size.rows - 1);
        expect(frame.flat().length + frame.length - 1).toBeLessThan(size.rows);
        if (size.rows >= 24 && size.columns >= 60) expect(frame.length).toBeGreaterThan(1);
        if (state.outcome !== 'committed') continue;
        committed++;
        expect(check(state.draft)).toEqual({});
        expect(isReady(form, state.draft)).toBe(true);
      }
    }),
    { examples: [[draft, [key('enter')], { columns: 80, rows: 24 }]] },
  );
  expect(committed).toBeGreaterThan(0);
});
