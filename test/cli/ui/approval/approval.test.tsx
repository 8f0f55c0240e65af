import fc from 'fast-check';
import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, test } from 'vitest';
import { approvalConversation } from '../../../../src/cli/ui/approval/approval-conversation.ts';
import { approvalFrame } from '../../../../src/cli/ui/approval/approval-frame.ts';
import { unanswered } from '../../../../src/cli/ui/approval/approval-state.ts';
import { stepApproval } from '../../../../src/cli/ui/approval/step-approval.ts';
import type { Key, KeyName } from '../../../../src/cli/ui/keyboard/key.ts';
import { fitFrame } from '../../../../src/cli/ui/screen/fit-frame.ts';
import { keys, paste } from '../keys.ts';
import { play } from '../stage.tsx';
import { longMatter, matter } from './a-matter.ts';

afterEach(cleanup);

const { enter, escape: esc, backTab, up, down, pageDown, ctrlC } = keys;

test('shows what is decided, and asks', async () => {
  const prompt = await play(approvalConversation(matter));
  await prompt.sees('y/N');
  expect(prompt.frame()).toMatchInlineSnapshot(`
    "PR-2026-0003 payment-api 2.1.0 → prod

    Tenant         tenant-finance
    Asked by       Pierre Durand <pierre.durand@cab-i.example>
    Impact         low
    Justification  New PCI-DSS compliant payment flow
    Release notes  - Added 3DS2 authentication
                   - Fixed timeout issues

    Gates
    ✓ the request is pending
      it is pending
    ✗ no freeze covers prod
      the freeze "Quarter end" covers prod
      opens 2026-04-01T00:00:00Z
      who can open it: anna@cab-i.example

    ✗ 1 of 2 gates closed: the freeze "Quarter end" covers prod
    Approve? y/N
    y goes on · n, Enter or Esc decides nothing"
  `);
});

test('yes, with a comment', async () => {
  const prompt = await play(approvalConversation(matter));
  await prompt.send('y', 'looks fine');
  expect(prompt.frame().split('\n').slice(-4).join('\n')).toMatchInlineSnapshot(`
    "Approve? yes
    Comment (may be empty)
    ❯ looks fine▏
    Enter approves · Shift+Tab goes back · Esc decides nothing"
  `);
  await prompt.send(enter);
  expect(await prompt.end()).toMatchObject({ stage: 'approved', comment: { before: 'looks fine' } });
  expect(prompt.frame()).toBe('');
});

test.each([['n'], ['no'], [enter], [esc], [ctrlC], ['y', esc], ['y', 'words', ctrlC]])(
  '%j decides nothing',
  async (...pressed) => {
    const prompt = await play(approvalConversation(matter));
    await prompt.send(...pressed);
    expect((await prompt.end()).stage).toBe('left');
  },
);

test('what is pasted or means nothing does not answer', async () => {
  const prompt = await play(approvalConversation(matter));
  await prompt.send(paste('y'), 'q', '\t');
  expect(prompt.frame()).toContain('Approve? y/N');
});

test('the comment leads back to the question', async () => {
  const prompt = await play(approvalConversation(matter));
  await prompt.send('y', 'words', backTab);
  expect(prompt.frame()).toContain('Approve? y/N');
  await prompt.send('y');
  expect(prompt.frame()).toContain('❯ words▏');
});

describe('in a window that does not hold it all', () => {
  test('the gates stay in sight, and the rest is scrolled to', async () => {
    const prompt = await play(approvalConversation(longMatter), { columns: 60, rows: 18 });
    await prompt.sees('more below');
    expect(prompt.frame()).toMatchInlineSnapshot(`
      "PR-2026-0003 payment-api 2.1.0 → prod

      Tenant         tenant-finance
      Asked by       Pierre Durand <pierre.durand@cab-i.example>
      Impact         low
      Justification  New PCI-DSS compliant payment flow
      Release notes  - Added 3DS2 authentication
                     - Fixed timeout issues
      Rollback plan  step 1
                     step 2
                     step 3
      … ↓ 35 more below

      ✗ 1 of 2 gates closed: the freeze "Quarter end" covers prod
      Approve? y/N
      y goes on · n, Enter or Esc decides nothing
      ↑↓ PgUp PgDn scroll"
    `);
    await prompt.send(down, pageDown, pageDown, pageDown, pageDown, pageDown, up);
    expect(prompt.frame()).toContain('more above · ↓ 1 more below');
  });
});

test('escapes in a record are not drawn', async () => {
  const prompt = await play(
    approvalConversation({
      heading: '\u001b[31mPR\u202e',
      facts: [['La\u001b[2Jbel', 'va\u001b]0;title\u0007lue']],
      verdicts: [],
    }),
  );
  await prompt.sees('Label');
  expect(prompt.frame()).toMatchInlineSnapshot(`
    "PR

    Label  value

    Approve? y/N
    y goes on · n, Enter or Esc decides nothing"
  `);
});

test('whatever is pressed, the frame fits, and only a y that was typed approves', () => {
  const names: readonly KeyName[] = [
    'enter',
    'tab',
    'back-tab',
    'up',
    'down',
    'page-up',
    'page-down',
    'backspace',
    'left',
  ];
  const anyKey = fc.oneof(
    fc.constantFrom(...names).map((name): Key => ({ name })),
    fc.record({
      name: fc.constant('text' as const),
      text: fc.constantFrom('y', 'Y', 'yes', 'x', 'words '),
      pasted: fc.boolean(),
    }),
  );
  const sizes = fc.record({ columns: fc.integer({ min: 30, max: 140 }), rows: fc.integer({ min: 14, max: 60 }) });
  fc.assert(
    fc.property(
      fc.constantFrom(matter, longMatter),
      fc.array(anyKey, { maxLength: 40 }),
      sizes,
      (asked, pressed, size) => {
        let state = unanswered;
        for (const key of pressed) {
          state = stepApproval(asked, state, key, size);
          if (state.stage === 'left' || state.stage === 'approved') break;
          const frame = fitFrame(approvalFrame(asked, state, size), size.rows - 1);
          expect(frame.flat().length + frame.length - 1).toBeLessThan(size.rows);
          if (size.rows >= 24 && size.columns >= 60) expect(frame.length).toBeGreaterThan(1);
        }
        const typed = pressed.some((key) => key.name === 'text' && !key.pasted && /^y/i.test(key.text));
        if (!typed) expect(state.stage).not.toBe('approved');
      },
    ),
  );
});
