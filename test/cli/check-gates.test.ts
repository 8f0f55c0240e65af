import { expect, test } from 'vitest';
import { completeChecklist, stageChecklists } from '../kit/checklists.ts';
import { makeRepository } from '../kit/repository.ts';

test('rgz check --gate says whether a gate of the policy is open, and which there are', async () => {
  const gates = [
    { name: 'go-live', checklist: 'cutover', environments: ['prod'] },
    { name: 'readiness', checklist: 'production-readiness' },
  ];
  const repository = await makeRepository({ remote: false, policy: { gates } });
  expect((await repository.rgz('vera', 'check')).code).toBe(0);
  const asked = ['check', '--gate', 'readiness', '--gate', 'go-live'];
  const { code, json } = await repository.rgz('vera', ...asked, '--json');
  expect(code).toBe(1);
  const line = (text: string) =>
    repository
      .show('.rgz/policy.yaml')
      .split('\n')
      .findIndex((each) => each.includes(text)) + 1;
  expect(json).toMatchObject({
    ok: false,
    findings: [
      { rule: 'gate.closed', file: '.rgz/policy.yaml', line: line('name: go-live'), pointer: '/gates/0' },
      { rule: 'gate.closed', file: '.rgz/policy.yaml', line: line('name: readiness'), pointer: '/gates/1' },
    ],
  });
  const github = await repository.rgz('vera', ...asked, '--format', 'github');
  expect(github.stdout).toMatch(/^::error file=\.rgz\/policy\.yaml,line=\d+,col=\d+,title=gate\.closed::gate go-live/);
  const unknown = await repository.rgz('vera', 'check', '--gate', 'golive', '--json');
  expect([unknown.code, unknown.error.code]).toEqual([2, 'usage.invalid']);
  expect(unknown.error.remedy).toEqual(['its gates are: go-live, readiness']);
});

test('nobody goes live by the checklist of another tenant', async () => {
  const gates = [
    { name: 'go-live', checklist: 'tiny', environments: ['prod'] },
    { name: 'retail', checklist: 'tiny', tenants: ['tenant-retail'] },
  ];
  const repository = await stageChecklists({ policy: { gates } });
  await completeChecklist(repository);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  const ask = async (...more: string[]) => {
    const ran = await repository.rgz('vera', 'check', '--json', ...more);
    const findings = ran.code > 1 ? [] : (ran.json as { findings: { rule: string }[] }).findings;
    return [ran.code, findings.map(({ rule }) => rule)];
  };
  expect(await ask('--gate', 'go-live', '--tenant', 'tenant-finance')).toEqual([0, []]);
  expect(await ask('--gate', 'go-live', '--tenant', 'tenant-retail')).toEqual([1, ['gate.closed']]);
  expect(await ask('--gate', 'go-live')).toEqual([0, ['gate.of-any-tenant']]);
  expect(await ask('--gate', 'retail')).toEqual([1, ['gate.closed']]);
  const flags = ['--template', 'tiny', '--subject', 'shop', '--tenant', 'tenant-retail'];
  const none = await repository.rgz('vera', 'check', '--gate', 'retail');
  expect(none.stdout).toContain('rgz checklist create --template tiny --subject <slug> --tenant tenant-retail');
  (await repository.rgz('dan', 'checklist', 'create', ...flags)).orThrow();
  const begun = await repository.rgz('vera', 'check', '--gate', 'retail');
  expect(begun.stdout).toContain('of tenant tenant-retail: tiny/shop is open, 0 of 3 points done');
  expect(begun.stdout).toContain('rgz checklist show tiny/shop, and cleo@example.com, cora@example.com may approve it');
  const unsaid = await repository.rgz('vera', 'check', '--gate', 'go-live', '--json');
  expect([unsaid.code, unsaid.error.code, unsaid.error.remedy]).toEqual([
    2,
    'usage.missing',
    ['rgz check --gate go-live --tenant tenant-finance', 'rgz check --gate go-live --tenant tenant-retail'],
  ]);
  (await repository.rgz('dan', 'checklist', 'cancel', 'tiny/shop')).orThrow();
  expect(await ask('--gate', 'go-live')).toEqual([0, ['gate.of-any-tenant']]);
  for (const [args, code, error] of [
    [['--gate', 'go-live', '--tenant', 'nobody'], 3, 'input.unknown-tenant'],
    [['--gate', 'retail', '--tenant', 'tenant-finance'], 2, 'usage.invalid'],
    [['--tenant', 'tenant-finance'], 2, 'usage.invalid'],
  ] as const) {
    const refused = await repository.rgz('vera', 'check', '--json', ...args);
    expect([args, refused.code, refused.error.code]).toEqual([args, code, error]);
  }
});
