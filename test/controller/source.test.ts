import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeStage, type Stage } from './stage.ts';

async function askingStage(): Promise<Stage> {
  const stage = await makeStage();
  const { repository } = stage;
  const policy = { ...repository.policyData(), version: 3, promotions: { requireSource: true } };
  repository.commit('ada', { files: { '.rgz/policy.yaml': stringify(policy, { aliasDuplicateObjects: false }) } });
  return stage;
}

test('a version goes on only from where it was deployed, one environment after the other, and not from where it was taken back', async () => {
  const stage = await askingStage();
  const { repository } = stage;
  const one = await stage.open();
  const stateOf = async (id: string) => (await one.stateOf(id)).state;
  const target = 'api/payment-api@2.1.0';

  const prod = await stage.approved({ target });
  const held = (await one.run()).held.find(({ id }) => id === prod);
  expect(held?.gates.map(({ gate }) => gate)).toEqual(['source']);

  const staging = await stage.approved({ target, from: 'dev', to: 'staging' });
  await one.run();
  expect([await stateOf(staging), await stateOf(prod)]).toEqual(['deployed', 'deployed']);

  // The same controller, and one that was just started, see what was taken back since.
  const next = 'api/payment-api@2.2.0';
  const again = await stage.approved({ target: next, from: 'dev', to: 'staging' });
  await one.run();
  const back = (await repository.rgz('dora', 'request', 'rollback', again)).orThrow().stdout.trim();
  (await repository.rgz('cleo', 'approve', back)).orThrow();
  await one.run();
  expect(await stateOf(back)).toBe('deployed');
  const late = await stage.approved({ target: next });
  const other = await stage.open('two');
  for (const controller of [one, other]) {
    const told = (await controller.run()).held.find(({ id }) => id === late);
    expect(told?.gates[0]?.because).toContain(`${back} took it back`);
  }
  expect(await stateOf(late)).toBe('approved');

  const explained = (await repository.rgz('dora', 'explain', late, '--json')).orThrow().json as {
    gates: { gate: string; passed: boolean; because: string }[];
  };
  const gate = explained.gates.find((each) => each.gate === 'source');
  expect(gate).toMatchObject({ passed: false, because: expect.stringContaining(`${back} took it back`) });
  expect(await one.findings()).toEqual([]);
  await Promise.all([one.end(), other.end()]);
});

test('a deployment that somebody made up opens nothing', async () => {
  const stage = await askingStage();
  const { repository } = stage;
  const one = await stage.open();
  const real = await stage.approved({ target: 'api/payment-api@2.1.0', from: 'dev', to: 'staging' });
  await one.run();
  const made = real.replace(/\d{4}$/, '0777');
  const path = repository.pathOf(real).replace(real, made);
  const forged = repository.show(repository.pathOf(real)).replaceAll('2.1.0', '6.6.6').replaceAll(real, made);
  repository.commit('vera', { files: { [path]: forged } });
  const prod = await stage.approved({ target: 'api/payment-api@6.6.6' });
  const other = await stage.open('two');
  for (const controller of [one, other]) {
    const told = (await controller.run()).held.find(({ id }) => id === prod);
    expect(told?.gates).toMatchObject([{ gate: 'source', because: expect.stringContaining('breaks a rule') }]);
  }
  expect((await one.stateOf(prod)).state).toBe('approved');
  await Promise.all([one.end(), other.end()]);
});
