import { describe, expect, test } from 'vitest';
import { askForApproval } from '../../../src/cli/ui/ask-for-approval.tsx';
import { askForRequest } from '../../../src/cli/ui/ask-for-request.tsx';
import { check, draft, without } from './a-request.ts';
import { aTerminal, type FakeTerminal } from './a-terminal.ts';
import { matter } from './approval/a-matter.ts';
import { keys, paste } from './keys.ts';
import { until } from './until.ts';

const places = { tenants: ['tenant-finance'], environments: ['staging', 'prod'] };

async function answered<T>(terminal: FakeTerminal, asking: Promise<T>, ...pressed: readonly string[]): Promise<T> {
  await until(terminal.listens);
  for (const key of pressed) {
    terminal.type(key);
    await until(() => terminal.stdin.readableLength === 0);
  }
  return asking;
}

function expectQuiet(terminal: FakeTerminal): void {
  expect(terminal.isRaw()).toBe(false);
  expect(terminal.listens()).toBe(false);
  expect(terminal.stdout.listenerCount('resize')).toBe(0);
  expect(terminal.written().split('\u001b[?2004h')).toHaveLength(2);
  expect(terminal.written().split('\u001b[?2004l')).toHaveLength(2);
}

describe('askForRequest', () => {
  test('gives what was committed, and the terminal back as it was', async () => {
    const terminal = aTerminal();
    const asking = askForRequest({ ...terminal, ...places, initial: without('evidence'), check });
    expect(await answered(terminal, asking, paste(draft.evidence), keys.enter, keys.enter)).toEqual(draft);
    expectQuiet(terminal);
  });

  test.each([keys.escape, keys.ctrlC])('gives nothing after %j', async (key) => {
    const terminal = aTerminal();
    const asking = askForRequest({ ...terminal, ...places, initial: draft, check });
    expect(await answered(terminal, asking, key)).toBeUndefined();
    expectQuiet(terminal);
  });

  test('gives nothing when the terminal hangs up', async () => {
    const terminal = aTerminal();
    const asking = askForRequest({ ...terminal, ...places, initial: draft, check });
    await until(terminal.listens);
    terminal.stdin.emit('end');
    expect(await asking).toBeUndefined();
  });
});

describe('askForApproval', () => {
  test.each([
    [['y', 'looks fine ', keys.enter], { comment: 'looks fine' }],
    [['y', keys.enter], { comment: undefined }],
    [['n'], undefined],
    [[keys.escape], undefined],
  ])('after %j gives %j', async (pressed, expected) => {
    const terminal = aTerminal();
    const asking = askForApproval({ ...terminal, ...matter });
    expect(await answered(terminal, asking, ...pressed)).toEqual(expected);
    expectQuiet(terminal);
  });

  test('on a window of no size draws what it would on one of 80 by 24', async () => {
    const [usual, none] = [aTerminal(), aTerminal({ columns: 0, rows: 0 })];
    for (const terminal of [usual, none]) await answered(terminal, askForApproval({ ...terminal, ...matter }), 'n');
    expect(none.written()).toContain('Approve?');
    expect(none.written()).toBe(usual.written());
    expectQuiet(none);
  });

  test('asks one after another on the same terminal', async () => {
    const terminal = aTerminal();
    expect(await answered(terminal, askForApproval({ ...terminal, ...matter }), 'n')).toBeUndefined();
    expect(await answered(terminal, askForApproval({ ...terminal, ...matter }), 'y', keys.enter)).toEqual({
      comment: undefined,
    });
  });
});
