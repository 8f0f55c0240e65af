import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, test } from 'vitest';
import { workConversation } from '../../../../src/cli/ui/work/work-conversation.ts';
import type { WorkState } from '../../../../src/cli/ui/work/work-state.ts';
import type { WorkView } from '../../../../src/cli/ui/work/work-view.ts';
import { keys, paste } from '../keys.ts';
import { play, type Stage } from '../stage.tsx';
import { aDesk, aPoint, aView, type FakeDesk, points, viewAfter } from './a-checklist.ts';

afterEach(cleanup);

const { enter, escape: esc, up, down, tab, backTab, pageDown, ctrlC, ctrlU } = keys;
const narrow = { columns: 40, rows: 15 };
const last = (frame: string, lines: number): string => frame.split('\n').slice(-lines).join('\n');

interface Screen extends Stage<WorkState> {
  desk: FakeDesk;
  /** Lets what is under way come back, and waits until it is drawn. */
  answer: (...outcome: Parameters<FakeDesk['answer']>) => Promise<void>;
  /** The row of a point in the list. */
  row: (number: number) => string;
}

async function work(view: WorkView = aView(), size = { columns: 80, rows: 24 }, found: string[] = []): Promise<Screen> {
  const desk = aDesk(view, found);
  const stage = await play(workConversation(view, desk), size);
  await stage.sees('q leaves');
  return {
    ...stage,
    desk,
    async answer(outcome) {
      const before = desk.asked.length;
      await desk.answer(outcome);
      await stage.send('\u0000');
      expect(desk.asked.length).toBeGreaterThanOrEqual(before);
    },
    row: (number) =>
      stage
        .frame()
        .split('\n')
        .find((line) => new RegExp(`^..\\S +${number}  `).test(line)) ?? '',
  };
}

describe('the screen', () => {
  test('at 80 by 24', async () => {
    const { frame } = await work();
    expect(frame()).toMatchInlineSnapshot(`
      "Cutover · cotonou-3 · tenant-finance                                       open
      ██████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 3/7  42 %  red  1 blocked

      Site and power                                            ███████████░░░░░ 2/3
        ✓ 1  The mast stands and is grounded                                validated
        ✓ 2  The power supply holds for four hours without mains, measured…  to prove
      ❯ ◔ 3  A photo shows the antenna from below                               @nora
      Network                                                   █████░░░░░░░░░░░ 1/3
        ✗ 4  The latency to the hub is below 100 ms                             waits
        ○ 5  The loss on the way to the hub is below 1 %                        waits
        – 6  The VLAN is 42                                                  to agree
      People                                                    ░░░░░░░░░░░░░░░░ 0/1
        ◐ 7  Somebody on site knows whom to call
      ── 3 of 7 ─────────────────────────────────────────────────────────────────────
      3  A photo shows the antenna from below
      ◔ in progress
      For        nora@example.com
      Wanted     a picture proves it · by reseller · critical




      space done · ? keys · q leaves · m note · e file · v validate"
    `);
  });

  test('at 40 by 15', async () => {
    const { frame, send } = await work(aView(), narrow);
    await send('G');
    expect(frame()).toMatchInlineSnapshot(`
      "Cutover · cotonou-3 · tenant-fin…  open
      █████░░░░░░░░ 3/7  42 %  red  1 blocked
      Network                            1/3
        ○ 5  The loss on the way to t…  waits
        – 6  The VLAN is 42          to agree
      People                             0/1
      ❯ ◐ 7  Somebody on site knows whom to …
      ── 7 of 7 ─────────────────────────────
      7  Somebody on site knows whom to call
      ◐ partial
      Wanted:
        a picture proves it · by reseller

      space done · ? keys · q leaves · m note"
    `);
  });

  test('at 120 by 20 has the point beside the list', async () => {
    const { frame, send } = await work(aView(), { columns: 120, rows: 20 });
    await send(up);
    expect(frame()).toMatchInlineSnapshot(`
      "Cutover · cotonou-3 · tenant-finance                                                                               open
      █████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 3/7  42 %  red  1 blocked
      Site and power                               ███████████░░░░░ 2/3  │ 2  The power supply holds for four hours without
        ✓ 1  The mast stands and is grounded                   validated │ mains, measured under the load of every device
      ❯ ✓ 2  The power supply holds for four hours without ma…  to prove │ ✓ completed, but no picture proves it, and nobody
        ◔ 3  A photo shows the antenna from below                  @nora │   else has validated it
      Network                                      █████░░░░░░░░░░░ 1/3  │ Done       dora@example.com, 3 h ago
        ✗ 4  The latency to the hub is below 100 ms                waits │ Note       two batteries, new ones
        ○ 5  The loss on the way to the hub is below 1 %           waits │ Evidence   https://photos.example/mast (an address
        – 6  The VLAN is 42                                     to agree │            alone), dora@example.com, 3 h ago
      People                                       ░░░░░░░░░░░░░░░░ 0/1  │ Wanted     a picture proves it · by reseller
        ◐ 7  Somebody on site knows whom to call                         │ Measure it under load.
                                                                         │ Write down for how long it held.
                                                                         │
                                                                         │
                                                                         │
                                                                         │

      space done · ? keys · q leaves · m note · e file · v validate · n not applicable · p partial · b blocked · a assign"
    `);
  });

  test('with all of one point', async () => {
    const { frame, send } = await work(aView(), narrow);
    await send('g', down, enter);
    expect(frame()).toMatchInlineSnapshot(`
      "Cutover · cotonou-3 · tenant-fin…  open
      █████░░░░░░░░ 3/7  42 %  red  1 blocked
      2  The power supply holds for four
      hours without mains, measured under the
      load of every device
      ✓ completed, but no picture proves it,
        and nobody else has validated it
      Done: dora@example.com, 3 h ago
      Note: two batteries, new ones
      Evidence:
        https://photos.example/mast (an
      ── 1–9 of 15 ──────────────────────────

      Esc goes back · ↑↓ scroll · space done"
    `);
    await send('j', 'j', 'j', 'j', 'j', 'j', 'j', 'j', 'j', 'j', 'j');
    expect(frame()).toMatchInlineSnapshot(`
      "Cutover · cotonou-3 · tenant-fin…  open
      █████░░░░░░░░ 3/7  42 %  red  1 blocked
      Note: two batteries, new ones
      Evidence:
        https://photos.example/mast (an
        address alone), dora@example.com, 3 h
        ago
      Wanted:
        a picture proves it · by reseller
      Measure it under load.
      Write down for how long it held.
      ── 7–15 of 15 ─────────────────────────

      Esc goes back · ↑↓ scroll · space done"
    `);
    await send(esc);
    expect(frame()).toContain('❯ ✓ 2  The power');
  });

  test('with every key', async () => {
    const { frame, send } = await work();
    await send('?');
    expect(frame()).toMatchInlineSnapshot(`
      "Cutover · cotonou-3 · tenant-finance                                       open
      ██████████████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 3/7  42 %  red  1 blocked

      space x    complete, or not started again
      p          partial
      i          in progress
      b          blocked
      n          does not apply: asks why
      m          note
      e          attach a file that proves it
      u          an address that shows it
      v          validate what another person did
      a          who is to do it

      ↑↓ j k     one point up or down
      PgUp PgDn  a page up or down
      g G        first, last
      Tab        next point that does not count yet; Shift+Tab goes back
      Enter      all of one point; Esc goes back
      /          filter by words: open, done, blocked, a name, a role, …
      ── 1–17 of 20 ─────────────────────────────────────────────────────────────────

      Esc goes back · ↑↓ scroll"
    `);
    await send('?');
    expect(frame()).toContain('Site and power');
  });

  test.each([
    [20, 5],
    [10, 3],
    [200, 60],
  ])('at %i by %i is no larger than the window', async (columns, rows) => {
    const { frame, send } = await play(workConversation(aView(), aDesk(aView())), { columns, rows });
    await send('j', enter, esc, 'm');
    const lines = frame().split('\n');
    expect(lines.length).toBeLessThan(rows);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns);
  });
});

describe('the cursor', () => {
  test('begins at the first point that is not done, and goes from point to point', async () => {
    const { row, send } = await work();
    expect(row(3)).toMatch(/^❯/);
    await send('j');
    expect(row(4)).toMatch(/^❯/);
    await send('k', up);
    expect(row(2)).toMatch(/^❯/);
    await send('G');
    expect(row(7)).toMatch(/^❯/);
    await send(down, 'g', up);
    expect(row(1)).toMatch(/^❯/);
    await send(pageDown);
    expect(row(7)).toMatch(/^❯/);
  });

  test('Tab goes to the next point that does not count yet, around the end', async () => {
    const { row, send } = await work();
    await send('g', tab);
    expect(row(2)).toMatch(/^❯/);
    await send(backTab);
    expect(row(7)).toMatch(/^❯/);
    await send(tab);
    expect(row(2)).toMatch(/^❯/);
  });
});

describe('a change', () => {
  test('is shown while it is under way, others wait behind it, and the keys go on', async () => {
    const { row, send, desk, answer, frame } = await work();
    await send(' ', 'j', 'i', 'j', 'x');
    expect(desk.asked).toEqual([{ wish: { kind: 'set', status: 'completed' }, item: 'point-3' }]);
    expect([row(3), row(4), row(5)]).toEqual([
      expect.stringMatching(/^ {2}✓ 3 .*writing …$/),
      expect.stringMatching(/^ {2}◔ 4 .*queued …$/),
      expect.stringMatching(/^❯ ✓ 5 .*queued …$/),
    ]);
    await answer();
    expect(row(3)).toMatch(/^ {2}✓ 3 {2}A photo shows the antenna from below$/);
    expect(row(4)).toMatch(/writing …$/);
    expect(last(frame(), 2)).toContain('✓ 3 completed');
    await answer();
    await answer();
    expect(desk.asked.map(({ item }) => item)).toEqual(['point-3', 'point-4', 'point-5']);
    expect(frame()).toContain('5/7');
  });

  test('pressed twice comes back to where it was', async () => {
    const { send, desk, answer } = await work();
    await send('jj', ' ', ' ');
    await answer();
    await answer();
    expect(desk.asked.map(({ wish }) => wish)).toEqual([
      { kind: 'set', status: 'completed' },
      { kind: 'set', status: 'not_started' },
    ]);
  });

  test('to what it is already is none', async () => {
    const { send, desk, frame } = await work();
    await send('i', 'j', 'b', 'G', 'p');
    expect(desk.asked).toEqual([]);
    expect(frame()).toContain('· 7 is partial already');
  });

  test('that was refused says why and what to do, and changes nothing', async () => {
    const { send, desk, answer, frame, row } = await work();
    await send('v', 'j', 'x');
    await answer({ refusal: { message: 'dora has no role that allows checklist.validate', remedy: ['ask nora'] } });
    expect(last(frame(), 3)).toMatchInlineSnapshot(`
      "✗ 3: dora has no role that allows checklist.validate
      → ask nora
      space done · ? keys · q leaves · m note · e file · v validate"
    `);
    expect(row(3)).toMatch(/^ {2}◔ .*refused$/);
    await answer();
    expect(desk.asked).toHaveLength(2);
    expect(frame()).toContain('✗ 3: dora has no role');
    await send(esc);
    expect(frame()).not.toContain('no role');
    expect(row(3)).toMatch(/@nora$/);
  });

  test.each([
    ['of a point that another validated', aView(), 'g'],
    [
      'of a point that another did',
      aView({ points: [aPoint(1, { status: 'completed', done: { by: 'nora@example.com', ago: 'now' } })] }),
      'g',
    ],
    ['of an approved checklist', aView({ state: 'approved' }), 'G'],
  ])('%s is asked for twice', async (_, view, where) => {
    const { send, desk, frame } = await work(view);
    await send(where, ' ');
    expect(desk.asked).toEqual([]);
    expect(frame()).toContain('press space again');
    await send(esc);
    expect(frame()).not.toContain('press space again');
    await send(' ', 'k', ' ');
    if (where === 'G') expect(desk.asked).toEqual([]);
    await send(' ');
    expect(desk.asked).toHaveLength(1);
  });

  test('is never pasted', async () => {
    const { send, desk } = await work();
    await send(paste('x j x q'));
    expect(desk.asked).toEqual([]);
  });
});

describe('what others did meanwhile', () => {
  const refusal = { message: '4 point-4 was changed meanwhile: it is completed by nora@example.com', remedy: [] };

  test('is told, and marks the rows until somebody has looked', async () => {
    const { send, answer, frame, row, desk } = await work();
    await send('r');
    expect(desk.asked).toEqual([{ wish: { kind: 'refresh' }, item: undefined }]);
    await answer({ view: viewAfter(aView(), { kind: 'set', status: 'completed' }, 'point-5', 'nora@example.com') });
    expect(frame()).toContain('! meanwhile others changed 5 (completed by nora@example.com)');
    expect(row(5)).toMatch(/^ {2}✓ .*changed$/);
    await send('j', 'j', 'j', 'k');
    expect(row(5)).not.toMatch(/changed/);
  });

  test('on the point itself refuses, and nothing is written over it unseen', async () => {
    const { send, answer, frame, row, desk } = await work();
    await send('j', 'p', 'm', 'my note', enter);
    const view = viewAfter(aView(), { kind: 'set', status: 'completed' }, 'point-4', 'nora@example.com');
    await answer({ view, refusal });
    expect(frame()).toContain('✗ 4 point-4 was changed meanwhile: it is completed by nora@example.com');
    expect(row(4)).toMatch(/^❯ ✓ .*refused$/);
    expect(desk.asked).toHaveLength(1);
  });

  test('takes what waited for that point out of the queue', async () => {
    const { send, answer, frame, desk } = await work();
    await send(' ', 'j', 'p');
    const own = viewAfter(aView(), { kind: 'set', status: 'completed' }, 'point-3');
    await answer({ view: viewAfter(own, { kind: 'set', status: 'completed' }, 'point-4', 'nora@example.com') });
    expect(desk.asked).toHaveLength(1);
    expect(frame()).toContain('✗ not written, because it was changed meanwhile: what you asked for 4 (1 more,');
  });
});

describe('a question', () => {
  test('for a note begins with the note that is there', async () => {
    const { send, desk, frame } = await work();
    await send('j', 'm');
    expect(last(frame(), 3)).toMatchInlineSnapshot(`
      "Note for 4 The latency to the hub is below 100 ms
      ❯ the hub is down▏
      Enter saves · Esc drops it"
    `);
    await send(' again', enter);
    expect(desk.asked).toEqual([{ wish: { kind: 'set', notes: 'the hub is down again' }, item: 'point-4' }]);
  });

  test('for a reason wants one that is long enough', async () => {
    const { send, desk, frame } = await work();
    await send('n', 'no IPv6', enter);
    expect(frame()).toContain('✗ 7/10 characters at least');
    await send(' here', enter);
    const wish = { kind: 'set', status: 'not_applicable', reason: 'no IPv6 here' };
    expect(desk.asked).toEqual([{ wish, item: 'point-3' }]);
  });

  test('for a file completes its path', async () => {
    const { send, desk, frame } = await work(aView(), undefined, ['pics/mast-1.png', 'pics/mast-2.png', 'pics/rack/']);
    await send('e', 'pics/m', tab);
    expect(last(frame(), 4)).toMatchInlineSnapshot(`
      "
      File that proves 3 A photo shows the antenna from below
      ❯ pics/m▏
      Enter saves · Esc drops it · Tab completes"
    `);
    await send('2', tab, enter);
    expect(desk.asked).toEqual([{ wish: { kind: 'attach', file: 'pics/mast-2.png' }, item: 'point-3' }]);
  });

  test('whose answer was refused keeps it', async () => {
    const { send, answer, frame } = await work();
    await send('e', 'nowhere.png', enter);
    await answer({ refusal: { message: 'there is no file nowhere.png', remedy: [] } });
    await send('e');
    expect(frame()).toContain('❯ nowhere.png▏');
  });

  test('for an address takes no other', async () => {
    const { send, desk, frame } = await work();
    await send('u', 'photos.example/1', enter);
    expect(frame()).toContain('✗ an address begins with http:// or https://');
    await send(ctrlU, paste('https://photos.example/1'), enter);
    expect(desk.asked).toEqual([{ wish: { kind: 'set', url: 'https://photos.example/1' }, item: 'point-3' }]);
  });

  test('for who is to do it begins with oneself, and an empty one takes it back', async () => {
    const { send, desk, frame, answer } = await work();
    await send('j', 'a');
    expect(frame()).toContain('❯ dora@example.com▏');
    await send(enter);
    await answer();
    await send('k', 'a', ctrlU, enter);
    expect(desk.asked.map(({ wish }) => wish)).toEqual([
      { kind: 'assign', to: 'dora@example.com' },
      { kind: 'assign', to: '' },
    ]);
  });

  test('that is dropped asks for nothing', async () => {
    const { send, desk, row } = await work();
    await send('m', 'x q', esc);
    expect(desk.asked).toEqual([]);
    expect(row(3)).toMatch(/^❯/);
  });
});

describe('the filter', () => {
  test('leaves what has every word, as it is typed', async () => {
    const { send, frame } = await work();
    await send('/', 'nora open');
    expect(frame()).toContain('── 1 of 7 fit "nora open" ─');
    expect(frame()).not.toContain('Network');
    await send(enter, esc);
    expect(frame()).toContain('Network');
  });

  test('that fits nothing says so, and no key changes anything', async () => {
    const { send, frame, desk } = await work();
    await send('/', 'nothing of this', enter, 'x', 'm', 'j', tab);
    expect(frame()).toContain('nothing here fits "nothing of this"');
    expect(desk.asked).toEqual([]);
  });
});

describe('leaving', () => {
  test('with nothing under way is at once', async () => {
    const screen = await work();
    await screen.send('q');
    expect(await screen.end()).toMatchObject({ outcome: 'left', written: 0 });
    expect(screen.frame()).toBe('');
  });

  test('waits until everything is written', async () => {
    const { send, answer, frame, end, desk } = await work();
    await send('x', 'j', 'x', 'q');
    expect(frame()).toContain('! leaving as soon as 2 changes are written');
    await answer();
    await desk.answer();
    expect(await end()).toMatchObject({ outcome: 'leaving', written: 2, jobs: [] });
  });

  test('stays where something was refused', async () => {
    const { send, answer, frame } = await work();
    await send('x', 'q');
    await answer({ refusal: { message: 'no', remedy: [] } });
    expect(frame()).toContain('✗ 3: no');
  });

  test('with Ctrl+C is at once, whatever waits', async () => {
    const { send, end } = await work();
    await send('x', 'j', 'x', 'm', ctrlC);
    expect(await end()).toMatchObject({ outcome: 'interrupted', jobs: [{ item: 'point-3' }, { item: 'point-4' }] });
  });
});

test('escapes in a record are not drawn', async () => {
  const evil = '\u001b[2J\u001b]0;title\u0007a\r\nb\u202e\u0008';
  const point = aPoint(1, {
    title: evil,
    help: evil,
    notes: evil,
    assignee: `${evil}@example.com`,
    evidence: [{ by: evil, ago: 'now', name: evil, kept: true }],
  });
  const view = aView({
    points: [point, ...points.slice(1)],
    title: evil,
    categories: [{ id: 'site', title: evil, completed: 0, total: 3 }],
  });
  const screen = await work(view);
  await screen.send('g', enter, esc, 'a');
  expect(screen.frame()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(screen.frame().split('\n')).toHaveLength(23);
  await screen.send(esc, 'x');
  await screen.answer({ refusal: { message: evil, remedy: [evil] } });
  expect(screen.frame()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});
