import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ControllerMetrics } from '../../src/api/metrics/controller-metrics.ts';
import { definitions } from '../../src/api/metrics/definitions.ts';
import type { Pass } from '../../src/controller/controller.ts';
import { StateCounts } from '../../src/controller/state-counts.ts';
import { type Actor, makeStage, type Stage } from '../controller/stage.ts';

/** A controller of a stage with its figures. */
class Measured {
  readonly actor: Actor;
  readonly metrics: ControllerMetrics;
  readonly #stage: Stage;
  readonly #counts: StateCounts;
  #last: Pass | undefined;

  constructor(stage: Stage, actor: Actor) {
    this.#stage = stage;
    this.actor = actor;
    this.metrics = new ControllerMetrics({ controller: 'one', version: '1.2.3', now: stage.now });
    this.#counts = new StateCounts(actor.deps);
  }

  async pass(): Promise<void> {
    if (!(await this.actor.news.refresh())) return;
    this.#last = await this.actor.controller.pass(true);
    this.metrics.see(this.#last);
    await this.actor.controller.calls.settled();
  }

  /** The lines of rgz's own metrics, without their help. */
  async lines(): Promise<readonly string[]> {
    const { controller, news } = this.actor;
    const running = { controller, news, latest: () => this.#last };
    const { text } = await this.metrics.text(running, this.#counts, this.#stage.now);
    return text.split('\n').filter((line) => line.startsWith('rgz_'));
  }
}

async function measured(): Promise<{ stage: Stage; one: Measured }> {
  const stage = await makeStage();
  return { stage, one: new Measured(stage, await stage.open()) };
}

test('before the first pass it is told who runs and since when', async () => {
  const { stage, one } = await measured();
  stage.now += 5_000;
  const lines = await one.lines();
  expect(lines).toContain('rgz_controller_info{controller="one",version="1.2.3"} 1');
  expect(lines).toContain('rgz_last_pass_age_seconds 5');
  expect(lines.filter((line) => line.startsWith('rgz_records'))).toEqual([]);
  await one.actor.end();
});

test('every metric has a help of its own and a name that says its unit', () => {
  const entries = Object.entries(definitions);
  expect(new Set(entries.map(([, { help }]) => help)).size).toBe(entries.length);
  for (const [name, { type }] of entries) {
    expect(name).toMatch(/^rgz_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    if (type === 'histogram') expect(name).toMatch(/_seconds$/);
  }
});

test('all of them are exposed under these names, with their type and help', async () => {
  const { one } = await measured();
  const { controller, news } = one.actor;
  const running = { controller, news, latest: () => undefined };
  const { text, type } = await one.metrics.text(running, new StateCounts(one.actor.deps), 0);
  expect(type).toContain('text/plain');
  for (const [name, definition] of Object.entries(definitions)) {
    expect(text).toContain(`# HELP ${name} ${definition.help}\n`);
    expect(text).toContain(`# TYPE ${name} ${definition.type}\n`);
  }
  const told = [...text.matchAll(/^# TYPE (rgz_\w+)/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(Object.keys(definitions).sort());
  await one.actor.end();
});

test('a launch is told once, with the time that the request waited', async () => {
  const { stage, one } = await measured();
  await stage.approved();
  stage.now += 100_000;
  stage.world.outcome = { after: 3600, ends: { kind: 'succeeded' } };
  for (let turn = 0; turn < 8; turn += 1) await one.pass();
  expect(stage.world.jobs).toHaveLength(1);
  const lines = await one.lines();
  expect(lines).toContain('rgz_launch_latency_seconds_count 1');
  expect(lines).toContain('rgz_launch_latency_seconds_bucket{le="60"} 0');
  expect(lines).toContain('rgz_launch_latency_seconds_bucket{le="300"} 1');
  expect(lines).toContain('rgz_pass_duration_seconds_count 8');
  expect(lines).toContain('rgz_records{kind="PromotionRequest",state="deploying"} 1');
  await one.actor.end();
});

test('what is held, by what, and a deployer that is away, as long as it is', async () => {
  const { stage, one } = await measured();
  await stage.approved();
  stage.world.down = 'the line is cut';
  for (let turn = 0; turn < 3; turn += 1) await one.pass();
  const away = await one.lines();
  expect(away).toContain('rgz_held{gate="deployer"} 1');
  expect(away).toContain('rgz_deployer_up{deployer="fake"} 0');
  stage.world.down = undefined;
  stage.now += 3_600_000;
  for (let turn = 0; turn < 4; turn += 1) await one.pass();
  const back = await one.lines();
  expect(back).toContain('rgz_deployer_up{deployer="fake"} 1');
  expect(back.filter((line) => line.startsWith('rgz_held'))).toEqual([]);
  await one.actor.end();
});

test('a record that an illegal commit touched, and a line that one holds', async () => {
  const { stage, one } = await measured();
  const id = await stage.approved();
  const { repository } = stage;
  const path = repository.pathOf(id);
  repository.commit('dora', { files: { [path]: repository.show(path).replace('state: approved', 'state: deployed') } });
  await one.pass();
  const lines = await one.lines();
  expect(lines).toContain('rgz_quarantined 1');
  expect(lines).toContain('rgz_line_held 0');
  const policy = { ...repository.policyData(), version: 3, promotions: { retries: 9 } };
  repository.commit('dora', { files: { '.rgz/policy.yaml': stringify(policy, { aliasDuplicateObjects: false }) } });
  await one.pass();
  expect(await one.lines()).toContain('rgz_line_held 1');
  await one.actor.end();
});
