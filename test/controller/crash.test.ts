import { beforeAll, describe, expect, test } from 'vitest';
import { type CrashPoint, crashing } from './crash.ts';
import { makeStage, Stage } from './stage.ts';

const steps: readonly [CrashPoint['call'], number][] = [
  ['writeCommit', 1],
  ['advance', 1],
  ['launch', 1],
  ['writeCommit', 2],
  ['advance', 2],
  ['poll', 1],
  ['writeCommit', 3],
  ['advance', 3],
];
const points = steps.flatMap(([call, nth]) => (['before', 'after'] as const).map((when) => ({ call, when, nth })));

let template: Stage;
let id: string;
beforeAll(async () => {
  template = await makeStage();
  id = await template.approved();
});

/** Before a step everything is as it was after the one before, so another controller begins after each only. */
describe.each([
  ['the same controller, started again', 'one', points],
  ['another controller', 'two', points.filter(({ when }) => when === 'after')],
] as const)('after a crash %s goes on', (_who, successor, where) => {
  test.each(where)('$when $call $nth', async (point) => {
    const stage = new Stage(template.repository.copy());
    const { change, crashed } = crashing(point);
    const first = await stage.open('one', change);
    expect(await Promise.race([first.run(), crashed])).toBe('crashed');
    const second = await stage.open(successor);
    expect(await second.run()).toMatchObject({ held: [], underWay: [] });
    const { state, actions } = await second.stateOf(id);
    expect(state).toBe('deployed');
    expect(stage.world.jobs).toHaveLength(1);
    expect(actions.filter((action) => action === 'deployed')).toHaveLength(1);
    expect(await second.findings()).toEqual([]);
    await Promise.all([first.deps.git.close(), second.end()]);
  });
});
