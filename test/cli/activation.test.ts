import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { Onboarding } from '../kit/onboarding.ts';
import { makeRepository } from '../kit/repository.ts';

test('an activation is told gate by gate, planned, and carried out by the program without any settings', async () => {
  const repository = await makeRepository({ policy: { onboarding: { requireCutover: true } } });
  const id = await new Onboarding(repository).ordered();
  const { gates } = (await repository.rgz('ada', 'explain', id, '--json')).orThrow().json as {
    gates: { for: string; gate: string; passed: boolean; because: string }[];
  };
  const launch = gates.filter((each) => each.for === 'launch');
  expect(launch.filter(({ passed }) => !passed).map(({ gate }) => gate)).toEqual(['checklists']);
  expect(launch.map(({ gate }) => gate)).toEqual(
    expect.arrayContaining(['quorum', 'stop', 'freeze', 'checklists', 'data', 'target', 'deployer']),
  );
  for (const { because } of launch) expect(because).not.toMatch(/for (,|;|$)| {2}/);
  const held = (await repository.rgz('robot', 'controller', 'run', '--plan')).orThrow().stdout;
  expect(held).toContain('gate onboarding.requireCutover: no approved checklist cutover is known');

  const free = await makeRepository();
  await new Onboarding(free).ordered();
  const planned = (await free.rgz('robot', 'controller', 'run', '--plan')).orThrow().stdout;
  expect(planned).toMatch(/OB-\d{4}-0001 +claimed +tenant\/boutique-ndar@sha256:[0-9a-f]{12}…/);
  (await free.rgz('robot', 'controller', 'run', '--until-idle', '--quiet')).orThrow();
  expect(parse(free.show('tenants/boutique-ndar/tenant.yaml'))).toMatchObject({ status: { state: 'active' } });
  expect((await free.rgz('robot', 'controller', 'status')).orThrow().stdout).toContain('git: ready');
});
