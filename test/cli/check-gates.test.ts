import { expect, test } from 'vitest';
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
