import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeStage, type Stage, withDeployer } from './stage.ts';

const configPath = '.rgz/config.yaml';
const hook = { type: 'webhook', url: 'http://127.0.0.1:9' };
const configOf = (channels: object) =>
  stringify(
    { apiVersion: 'rgz.dev/v1', kind: 'Config', ...withDeployer, notifications: { channels } },
    { aliasDuplicateObjects: false },
  );
const told = (stage: Stage) =>
  stage.inbox.arrived.map(({ channel, message }) => `${message.events[0]?.type} ${channel}`);
const heldNotes = (stage: Stage) => stage.journal.filter(({ event }) => event === 'notify-held');

test('nobody is told anything while the configuration is one that was forged, and then those of the sound one', async () => {
  const stage = await makeStage({ config: { ...withDeployer, notifications: { channels: { hook } } } });
  const { repository } = stage;
  const sound = `${repository.show(configPath)}\n`;
  await repository.request();
  const one = await stage.open();
  await one.run('once');
  repository.commit('dora', { files: { [configPath]: configOf({ hook, evil: hook }) } });
  await repository.request();
  await one.run('once');
  await one.run('once');
  expect(told(stage)).toEqual(['request-created hook']);
  expect(heldNotes(stage)).toMatchObject([{ level: 'warn', message: expect.stringContaining('policy.not-allowed') }]);
  // One that starts on it knows no sound one, and tells as little.
  const two = await stage.open('two');
  await two.run('once');
  expect(told(stage)).toHaveLength(1);
  repository.commit('ada', { files: { [configPath]: sound } });
  await one.run('once');
  expect(told(stage)).toEqual(['request-created hook', 'request-created hook']);
  expect(heldNotes(stage)).toHaveLength(2);
  await Promise.all([one.end(), two.end()]);
});

test('a message under way is the last while the line is held', async () => {
  const stage = await makeStage({ config: { ...withDeployer, notifications: { channels: { hook } } } });
  for (let count = 0; count < 3; count++) await stage.repository.request();
  const one = await stage.open();
  stage.inbox.after = () => one.outbox.visit({ tip: 'f'.repeat(40), admitted: forged });
  await one.run('once');
  expect(told(stage)).toHaveLength(1);
  await one.end();
});

const forged = { tip: 'f'.repeat(40), quarantined: [], lineHeld: 'the policy was forged' };
