import { expect, test } from 'vitest';
import { makeStage, withDeployer } from './stage.ts';

test('an illegal commit puts its record in quarantine, and the others go on', async () => {
  const stage = await makeStage();
  const [bad, good] = [await stage.approved({ target: 'api/a@1' }), await stage.approved({ target: 'api/b@1' })];
  const path = stage.repository.pathOf(bad);
  const forged = stage.repository.show(path).replace('quorum: 1', 'quorum: 1\n      comment: "forged"');
  stage.repository.commit('vera', { files: { [path]: `${forged}\n` } });
  const one = await stage.open();
  const { quarantined, held } = await one.run();
  expect(quarantined.map((each) => each.path)).toEqual([path]);
  expect(held).toMatchObject([{ id: bad, gates: [{ gate: 'trail' }] }]);
  expect((await one.stateOf(good)).state).toBe('deployed');
  expect((await one.stateOf(bad)).state).toBe('approved');
  expect(stage.world.jobs.map(({ job }) => job.request)).toEqual([good]);
  await one.end();
});

test('a rejection by hand that gives no reason puts its record in quarantine', async () => {
  const stage = await makeStage();
  const { repository } = stage;
  const id = await repository.request();
  (await repository.rgz('carl', 'reject', id, '--reason', 'not this week')).orThrow();
  const path = repository.pathOf(id);
  const text = repository.show(path).replace(/\n.*not this week.*/g, '');
  repository.git('reset', '-q', '--hard', 'HEAD~1');
  repository.git('push', '-q', '--force', 'origin', 'HEAD:main');
  repository.commit('carl', { files: { [path]: `${text}\n` } });
  const one = await stage.open();
  expect((await one.run()).quarantined).toMatchObject([{ path }]);
  expect(await one.findings()).toEqual([expect.stringContaining('history.unexplained')]);
  await one.end();
});

test.each<[string, (text: string) => string | null]>([
  ['deleted', () => null],
  [
    'put into another state',
    (text) => text.replace('state: deploying', 'state: approved').replace(/\n {4}- action: deploying[\s\S]*$/, '\n'),
  ],
  ['led to another target', (text) => text.replace('name: a', 'name: c')],
])('the target of a record that was %s by hand while its job runs stays occupied', async (_what, tear) => {
  const stage = await makeStage();
  stage.world.outcome = { ends: { kind: 'succeeded' } };
  const first = await stage.approved({ target: 'api/a@1' });
  const next = await stage.approved({ target: 'api/a@2' });
  const one = await stage.open();
  await one.run('once');
  const { repository } = stage;
  repository.git('pull', '-q', '--ff-only');
  const path = repository.pathOf(first);
  const text = repository.show(path);
  expect(text).toContain('state: deploying');
  expect(tear(text)).not.toBe(text);
  repository.commit('vera', { files: { [path]: tear(text) } });
  const two = await stage.open('two');
  for (const controller of [one, two]) {
    const told = (await controller.run('once')).held.find(({ id }) => id === next);
    expect(told?.gates).toMatchObject([{ gate: 'target', values: { occupiedBy: first } }]);
  }
  repository.git('pull', '-q', '--ff-only');
  repository.commit('vera', { files: { [path]: text } });
  stage.world.finish(stage.world.jobs[0]?.job.attempt ?? '', { kind: 'succeeded' });
  stage.world.outcome = { after: 1, ends: { kind: 'succeeded' } };
  await one.run();
  expect([(await two.stateOf(first)).state, (await two.stateOf(next)).state]).toEqual(['deployed', 'deployed']);
  expect(stage.world.jobs.map(({ job }) => job.request)).toEqual([first, next]);
  await Promise.all([one.end(), two.end()]);
});

test('a copy of a request at another path keeps a controller that starts from nothing else', async () => {
  const stage = await makeStage();
  const [first, second] = [await stage.approved({ target: 'api/a@1' }), await stage.approved({ target: 'api/b@1' })];
  const { repository } = stage;
  const path = repository.pathOf(first);
  const copy = path.replace('requests/prod/', 'requests/staging/');
  repository.commit('vera', { files: { [copy]: repository.show(path) } });
  const one = await stage.open();
  const { quarantined } = await one.run();
  expect(quarantined.map((each) => each.path)).toContain(copy);
  expect((await one.stateOf(second)).state).toBe('deployed');
  expect(stage.world.jobs.filter(({ job }) => job.request === first).length).toBeLessThanOrEqual(1);
  await one.end();
});

test('a branch that lost commits stops the controller', async () => {
  const stage = await makeStage();
  await stage.approved();
  const one = await stage.open();
  await one.run('once');
  const { repository } = stage;
  repository.git('fetch', '-q');
  repository.git('push', '-q', '--force', 'origin', 'origin/main~2:refs/heads/main');
  const two = await stage.open();
  await expect(two.run('once')).rejects.toMatchObject({ code: 'git.rewritten', exitCode: 6 });
  await Promise.all([one.end(), two.end()]);
});

test('a deployer that is away for an hour is asked ever more rarely, and then gets one call a second at most', async () => {
  const stage = await makeStage({ remote: false });
  const ids = [];
  for (let at = 0; at < 5; at += 1) ids.push(await stage.approved({ target: `api/api-${at}@1.0.0` }));
  stage.world.down = 'no route to AWX';
  const one = await stage.open();
  const began = stage.now;
  await expect(one.run('idle', 3_600_000)).rejects.toMatchObject({ code: 'controller.timeout', exitCode: 5 });
  expect(stage.now - began).toBeGreaterThanOrEqual(3_600_000);
  expect(stage.world.calls.length).toBeLessThan(40);
  expect((await one.stateOf(ids[0] ?? '')).state).toBe('approved');
  stage.world.down = undefined;
  const calls: number[] = [];
  const { push } = stage.world.calls;
  stage.world.calls.push = (...words) => {
    calls.push(stage.now);
    return push.apply(stage.world.calls, words);
  };
  await one.run();
  const gaps = calls.slice(1).map((at, index) => at - (calls[index] ?? 0));
  expect(Math.min(...gaps.slice(0, 20))).toBeGreaterThanOrEqual(999);
  for (const id of ids) expect((await one.stateOf(id)).state).toBe('deployed');
  await one.end();
});

test('a deployer that was away while its job ran is told of as back once it answers for the job', async () => {
  const stage = await makeStage({ remote: false });
  const id = await stage.approved();
  stage.world.outcome = { ends: { kind: 'succeeded' } };
  const one = await stage.open();
  await one.run('once');
  const events = () => stage.journal.map(({ event }) => event).filter((event) => event.startsWith('deployer-'));
  stage.world.down = 'no route to AWX';
  await expect(one.run('idle', 60_000)).rejects.toMatchObject({ code: 'controller.timeout' });
  expect(one.controller.calls.desk.deployers.get('fake')?.readiness?.kind).toBe('unreachable');
  stage.world.down = undefined;
  stage.world.finish(stage.world.jobs[0]?.job.attempt ?? '', { kind: 'succeeded' });
  await one.run();
  expect((await one.stateOf(id)).state).toBe('deployed');
  expect(one.controller.calls.desk.deployers.get('fake')?.readiness).toBeUndefined();
  expect(events()).toEqual(['deployer-back']);
  await one.end();
});

test('a failure is tried again as often as the policy says, each time later, and then stays', async () => {
  const stage = await makeStage({ policy: { promotions: { retries: 2 } } });
  const id = await stage.approved();
  stage.world.outcome = { after: 1, ends: { kind: 'failed', error: 'exit code 1', log: 'no space left' } };
  const one = await stage.open();
  await one.run();
  const { state, actions, last } = await one.stateOf(id);
  expect(state).toBe('failed');
  expect(last).toMatchObject({ error: 'exit code 1', log: 'no space left' });
  expect(actions.filter((action) => action === 'deploying')).toHaveLength(3);
  expect(actions.filter((action) => action === 'requeued')).toHaveLength(2);
  const [first, second, third] = stage.world.jobs.map(({ startedAt }) => startedAt);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThan((second ?? 0) - (first ?? 0));
  expect(await one.findings()).toEqual([]);
  await one.end();
});

test('a job that does not end is cancelled at its deadline', async () => {
  const stage = await makeStage({ remote: false, config: { ...withDeployer, controller: { deadlineSeconds: 60 } } });
  const id = await stage.approved();
  stage.world.outcome = { ends: { kind: 'succeeded' } };
  const one = await stage.open();
  await one.run();
  const { state, last } = await one.stateOf(id);
  expect(state).toBe('failed');
  expect(last.error).toMatch(/^cancelled after its deadline/);
  await one.end();
});

test('a launch that is refused for good fails, one that nobody can tell is held for a person, who settles it', async () => {
  const stage = await makeStage();
  const [refused, lost] = [await stage.approved({ target: 'api/a@1' }), await stage.approved({ target: 'api/b@1' })];
  stage.world.launchFaults.push({ fault: 'refused', error: 'no such template', retry: false });
  stage.world.outcome = { after: 1, ends: { kind: 'unknown', reason: 'AWX lost the job' } };
  const one = await stage.open();
  await one.run();
  const states = [await one.stateOf(refused), await one.stateOf(lost)];
  expect(states.map(({ state }) => state).sort()).toEqual(['failed', 'unknown']);
  const held = states[0]?.state === 'unknown' ? refused : lost;
  const settled = await stage.repository.rgz('cleo', 'request', 'settle', held, '--deployed', '--reason', 'seen live');
  expect(settled.stdout).toContain('deployed');
  expect(await one.findings()).toEqual([]);
  await one.end();
});
