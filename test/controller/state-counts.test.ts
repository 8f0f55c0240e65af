import { expect, test } from 'vitest';
import { StateCounts } from '../../src/controller/state-counts.ts';
import { makeStage } from './stage.ts';

test('what is counted from what changed is what is counted anew', async () => {
  const stage = await makeStage();
  const { repository } = stage;
  const actor = await stage.open();
  const { deps } = actor;
  const counts = new StateCounts(deps);
  const tips: string[] = [];
  const step = (commit: string) => tips.push(commit);
  step(repository.head());
  const first = await repository.request();
  const second = await repository.request();
  step(repository.head());
  (await repository.rgz('cleo', 'approve', first)).orThrow();
  step(repository.head());
  const [one, two] = [repository.pathOf(first), repository.pathOf(second)];
  step(repository.commit('dora', { files: { [one]: 'kind: [broken' } }));
  step(repository.commit('dora', { files: { [one]: null, [two]: repository.show(two).replace('low', 'medium') } }));
  step(
    repository.commit('dora', { files: { [two.replace('0002', '0009')]: repository.show(two), 'requests/x.txt': '' } }),
  );
  const counted: Record<string, number>[] = [];
  for (const tip of tips) {
    const known = await counts.at(tip);
    expect(known).toEqual(await new StateCounts(deps).at(tip));
    counted.push(Object.fromEntries(known.filter(({ count }) => count > 0).map(({ state, count }) => [state, count])));
  }
  expect(counted).toEqual([
    {},
    { pending: 2 },
    { pending: 1, approved: 1 },
    { pending: 1, invalid: 1 },
    { pending: 1 },
    { pending: 1, invalid: 1 },
  ]);
  expect(await counts.at(tips[1] ?? '')).toContainEqual({ kind: 'PromotionRequest', state: 'pending', count: 2 });
  await actor.end();
});

test('who asks while it is being counted gets the same', async () => {
  const stage = await makeStage();
  await stage.repository.request();
  const one = await stage.open();
  const counts = new StateCounts(one.deps);
  const tip = stage.repository.head();
  const [left, right] = await Promise.all([counts.at(tip), counts.at(tip)]);
  expect(left).toEqual(right);
  await one.end();
});

test('a commit that cannot be read leaves what was counted before', async () => {
  const stage = await makeStage();
  await stage.repository.request();
  const one = await stage.open();
  const counts = new StateCounts(one.deps);
  const tip = stage.repository.head();
  const before = await counts.at(tip);
  await expect(counts.at('0'.repeat(39).concat('1'))).rejects.toThrow();
  expect(await counts.at(tip)).toEqual(before);
  await one.end();
});
