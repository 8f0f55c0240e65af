import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { crashing } from './crash.ts';
import { makeStage, type Stage } from './stage.ts';

const policyOf = (stage: Stage, change: Record<string, unknown>) => ({
  '.rgz/policy.yaml': stringify(
    { ...stage.repository.policyData(), version: 3, ...change },
    { aliasDuplicateObjects: false },
  ),
});
const stopped = { stop: { global: { reason: 'incident', by: 'ada@example.com', at: '2026-11-20T08:00:00Z' } } };
const withoutApprovers = (stage: Stage) => {
  const { people } = stage.repository.policyData() as { people: { emails: string[]; roles: unknown[] }[] };
  return { people: people.map((each) => (each.emails.includes('cleo@example.com') ? { ...each, roles: [] } : each)) };
};

test.each([
  ['a stop', () => stopped, 'stop'],
  ['a role that was revoked', withoutApprovers, 'quorum'],
  [
    'a freeze',
    () => ({
      freezes: [
        {
          name: 'year end',
          environments: ['prod'],
          from: '2026-01-01T00:00:00Z',
          to: '2036-01-01T00:00:00Z',
          timezone: 'UTC',
        },
      ],
    }),
    'freeze',
  ],
])('%s before the claim holds the request', async (_what, change, gate) => {
  const stage = await makeStage();
  const id = await stage.approved();
  stage.repository.commit('ada', { files: policyOf(stage, change(stage)) });
  const one = await stage.open();
  const { held, written } = await one.run();
  expect(written).toBe(0);
  expect(held[0]?.gates.map((each) => each.gate)).toContain(gate);
  expect(stage.world.jobs).toEqual([]);
  expect((await one.stateOf(id)).state).toBe('approved');
  await one.end();
});

test('a stop between the claim and the launch puts the request back, and nothing is started', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  const { change, crashed } = crashing({ call: 'launch', when: 'before', nth: 1 });
  const first = await stage.open('one', change);
  expect(await Promise.race([first.run(), crashed])).toBe('crashed');
  stage.repository.catchUp();
  stage.repository.commit('ada', { files: policyOf(stage, stopped) });
  const second = await stage.open('one');
  const { held } = await second.run();
  expect(held.map(({ id: which }) => which)).toEqual([id]);
  const { state, last } = await second.stateOf(id);
  expect({ state, reason: last.reason }).toEqual({ state: 'approved', reason: expect.stringContaining('incident') });
  expect(stage.world.jobs).toEqual([]);
  expect(await second.findings()).toEqual([]);
  await Promise.all([first.deps.git.close(), second.end()]);
});

test('an edit after the approval holds the request', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  const path = stage.repository.pathOf(id);
  const text = stage.repository.show(path).replace('impactAssessment: low', 'impactAssessment: medium');
  stage.repository.commit('dora', { files: { [path]: text } });
  const one = await stage.open();
  expect(await one.run()).toMatchObject({ written: 0 });
  expect(stage.world.jobs).toEqual([]);
  await one.end();
});

test('two requests for one target are carried out one after the other, two targets side by side', async () => {
  const stage = await makeStage();
  stage.world.outcome = { after: 30, ends: { kind: 'succeeded' } };
  const ids = [
    await stage.approved({ target: 'api/payment-api@2.1.0' }),
    await stage.approved({ target: 'api/payment-api@2.2.0' }),
    await stage.approved({ target: 'api/other-api@1.0.0' }),
  ];
  const one = await stage.open();
  await one.run();
  for (const id of ids) expect((await one.stateOf(id)).state).toBe('deployed');
  const [a, b, c] = ids.map((id) => stage.world.jobs.find(({ job }) => job.request === id));
  expect(b?.startedAt).toBeGreaterThanOrEqual(a?.endsAt ?? Number.POSITIVE_INFINITY);
  expect(c?.startedAt).toBeLessThan(a?.endsAt ?? 0);
  await one.end();
});

test('a freeze that opens lets a request go at once, and one that begins while a job runs leaves it alone', async () => {
  const stage = await makeStage();
  const at = (minutes: number) => new Date(stage.now + minutes * 60_000).toISOString().slice(0, 19);
  const freeze = (name: string, from: number, to: number) => ({
    name,
    environments: ['prod'],
    from: `${at(from)}Z`,
    to: `${at(to)}Z`,
    timezone: 'Europe/Paris',
  });
  stage.world.outcome = { after: 600, ends: { kind: 'succeeded' } };
  const id = await stage.approved();
  const freezes = [freeze('now', -60, 30), freeze('over it', 20, 45), freeze('soon again', 50, 120)];
  stage.repository.commit('ada', { files: policyOf(stage, { freezes }) });
  const one = await stage.open();
  const opening = Math.floor(stage.now / 1000) * 1000 + 45 * 60_000;
  for (const moment of [stage.now, opening - 2000]) {
    stage.now = moment;
    const { held } = await one.run();
    const [closed] = held[0]?.gates ?? [];
    expect(closed).toMatchObject({ gate: 'freeze', opensAt: `${new Date(opening).toISOString().slice(0, 19)}Z` });
  }
  expect(stage.world.jobs).toEqual([]);
  stage.now = opening;
  await one.run();
  expect((await one.stateOf(id)).state).toBe('deployed');
  const [job] = stage.world.jobs;
  expect(job?.startedAt).toBeLessThan(opening + 60_000);
  expect(job?.endsAt).toBeGreaterThan(opening + 5 * 60_000);
  expect(await one.findings()).toEqual([]);
  await one.end();
});
