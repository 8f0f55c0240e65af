import { expect, test } from 'vitest';
import { makeStage } from './stage.ts';

test('an approved request is claimed, launched, followed and settled, each a commit, and the trail holds', async () => {
  const stage = await makeStage({ identity: 'signed' });
  const id = await stage.approved();
  const one = await stage.open();
  expect(await one.run()).toMatchObject({ written: 3, held: [], underWay: [] });
  const { state, actions, last } = await one.stateOf(id);
  expect(state).toBe('deployed');
  expect(actions).toEqual(['created', 'approved', 'deploying', 'launched', 'deployed']);
  expect(last).toMatchObject({ by: 'controller@example.com', jobId: stage.world.jobs[0]?.id });
  expect(stage.world.jobs).toHaveLength(1);
  expect(await one.findings()).toEqual([]);
  await one.end();
});

test('a pass with nothing to do makes no commit and no call', async () => {
  const stage = await makeStage();
  await stage.repository.request();
  const one = await stage.open();
  expect(await one.run('once')).toMatchObject({ written: 0, actions: [] });
  expect(stage.world.calls).toEqual([]);
  await one.end();
});
