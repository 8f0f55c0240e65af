import { expect, test } from 'vitest';
import { type Actor, makeStage, type Stage } from './stage.ts';

/** A job that takes an hour, and a controller that has just looked at it. */
async function underWay(): Promise<{ stage: Stage; id: string; one: Actor; attempt: string }> {
  const stage = await makeStage();
  const id = await stage.approved();
  stage.world.outcome = { after: 3600, ends: { kind: 'succeeded' } };
  const one = await stage.open();
  for (let turn = 0; turn < 12 && !stage.world.calls.some((each) => each.startsWith('poll')); turn += 1) {
    await one.news.refresh();
    await one.controller.pass(true);
    await one.controller.calls.settled();
  }
  return { stage, id, one, attempt: stage.world.jobs[0]?.job.attempt ?? '' };
}

const due = async (actor: Actor) => (await actor.controller.look(undefined)).plan.effects.map(({ effect }) => effect);

test('a hint makes the controller ask at once, and believe nothing but the answer', async () => {
  const { stage, id, one, attempt } = await underWay();
  expect(await due(one)).toEqual([]);
  expect(one.controller.calls.hint(attempt)).toBe(true);
  expect(await due(one)).toEqual(['poll']);
  await one.controller.pass(true);
  await one.controller.calls.settled();
  await one.controller.pass(true);
  expect((await one.stateOf(id)).state).toBe('deploying');
  expect(stage.world.calls.filter((each) => each.startsWith('poll'))).toHaveLength(2);
  await one.end();
});

test('whichever controller hears of a job asks for it', async () => {
  const { stage, one, attempt } = await underWay();
  const two = await stage.open('two');
  await two.news.refresh();
  await two.controller.pass(true);
  expect(await due(two)).toEqual([]);
  expect(two.controller.calls.hint(attempt)).toBe(true);
  expect(await due(two)).toEqual(['poll']);
  await Promise.all([one.end(), two.end()]);
});

test('a hint at what is not under way is of no use, and is kept nowhere', async () => {
  const { one } = await underWay();
  expect(one.controller.calls.hint('PR-2026-0001-9-madeup')).toBe(false);
  expect([...one.controller.calls.desk.attempts.keys()]).not.toContain('PR-2026-0001-9-madeup');
  await one.end();
});
