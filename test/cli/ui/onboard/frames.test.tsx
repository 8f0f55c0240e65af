import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, test } from 'vitest';
import { wizardConversation } from '../../../../src/cli/ui/onboard/wizard-conversation.ts';
import { expectGolden } from '../../../kit/golden.ts';
import { play } from '../stage.tsx';
import { aTurn } from '../until.ts';
import { aDesk } from './a-desk.ts';
import { screens } from './screens.ts';

afterEach(cleanup);

/** What the screen shows once everything that it looks up is known. */
async function frameOf(name: string, size: { columns: number; rows: number }): Promise<string> {
  const state = screens[name];
  if (state === undefined) throw new Error(name);
  const desk = aDesk();
  desk.held = true;
  const { frame } = await play(wizardConversation(state, desk), size);
  for (let turn = 0; turn < 10; turn += 1) await aTurn();
  return frame();
}

describe.each([
  ['80x24', { columns: 80, rows: 24 }],
  ['140x40', { columns: 140, rows: 40 }],
] as const)('at %s', (label, size) => {
  test.each(Object.keys(screens))('%s', async (name) => {
    const frame = await frameOf(name, size);
    const rows = frame.split('\n');
    expect(rows.length).toBeLessThan(size.rows);
    expectGolden(import.meta.url, `${name}.${label}.txt`, `${frame}\n`);
  });
});

test.each([
  [59, 24],
  [80, 17],
  [20, 5],
])('a window of %i by %i is told that it is too small', async (columns, rows) => {
  const frame = await frameOf('users', { columns, rows });
  expect(frame.split('\n').length).toBeLessThan(rows);
  expect(frame).toContain('This window is');
  expect(frame).not.toContain('Awa');
});
