import { expect, test } from 'vitest';
import { makeStage } from './stage.ts';

test('every commit that a controller makes is one line, with the record, the attempt and the commit', async () => {
  const stage = await makeStage();
  const id = await stage.approved();
  const before = stage.repository.head();
  const one = await stage.open();
  await one.run();
  stage.repository.git('fetch', '-q');
  const commits = stage.repository.git('rev-list', '--reverse', `${before}..origin/main`).split('\n');
  const attempt = stage.world.jobs[0]?.job.attempt;
  const told = stage.journal.filter(({ commit }) => commit !== undefined);
  expect(told.map(({ event, commit }) => `${event} ${commit}`)).toEqual(
    ['deploying', 'launched', 'deployed'].map((event, at) => `${event} ${commits[at]}`),
  );
  for (const entry of told) expect(entry).toMatchObject({ level: 'info', record: id, attempt });
  await one.end();
});

test('what a deployer says is told once, and that a job still runs never', async () => {
  const stage = await makeStage();
  await stage.approved();
  stage.world.outcome = { after: 600, ends: { kind: 'failed', error: 'no space left on device' } };
  const one = await stage.open();
  await one.run();
  const answers = stage.journal.filter(({ event }) => /^(launch|poll|find|cancel)-/.test(event));
  expect(answers.map(({ event, level }) => `${level} ${event}`)).toEqual(['info launch-started', 'warn poll-failed']);
  expect(answers.at(-1)?.message).toContain('no space left on device');
  await one.end();
});
