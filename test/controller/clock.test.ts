import { expect, test } from 'vitest';
import { makeStage } from './stage.ts';

test('a controller whose clock falls far behind the history writes nothing, and goes on once it is not', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  const one = await stage.open();
  await one.controller.look(undefined);
  stage.now -= 3_600_000;
  const { held, written } = await one.run('once');
  expect(written).toBe(0);
  const [closed] = (held[0]?.gates ?? []).filter(({ gate }) => gate === 'clock');
  expect(closed?.because).toContain(`the last event of ${id}`);
  expect(Date.parse(closed?.opensAt ?? '')).toBeGreaterThan(stage.now);
  stage.now += 3_600_000;
  await one.run();
  expect((await one.stateOf(id)).state).toBe('deployed');
  expect(await one.findings()).toEqual([]);
  await one.end();
});

test('a job is not settled by a clock that is far behind its launch', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  stage.world.outcome = { after: 60, ends: { kind: 'succeeded' } };
  const one = await stage.open('one');
  for (let turn = 0; turn < 5; turn += 1) {
    await one.news.refresh();
    await one.controller.pass(true);
    await one.controller.calls.settled();
  }
  stage.now -= 1_800_000;
  const { plan } = await one.controller.look(undefined);
  expect(plan.effects).toEqual([]);
  expect(plan.held.map(({ closed }) => closed.map(({ gate }) => gate))).toEqual([['clock']]);
  stage.now += 1_900_000;
  await one.run();
  expect((await one.stateOf(id)).state).toBe('deployed');
  await one.end();
});

test('clocks that differ by a few minutes are no trouble', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  stage.now -= 240_000;
  const one = await stage.open();
  await one.run();
  expect((await one.stateOf(id)).state).toBe('deployed');
  expect(await one.findings()).toEqual([]);
  await one.end();
});
