import { expect, test } from 'vitest';
import { startOnboarding } from '../../kit/companies.ts';
import { makeRepository } from '../../kit/repository.ts';

test.each([
  [[], '<id>', '<slug>'],
  [['OB-2026-0001'], 'OB-2026-0001', '<slug>'],
  [['--tenant', 'boutique-sow'], '<id>', 'boutique-sow'],
  [['boutique-sow'], '<id>', 'boutique-sow'],
])('without a terminal it names the commands that do the same: %j', async (args, id, tenant) => {
  const repository = await makeRepository();
  const ran = await repository.rgz('ada', 'onboard', ...args, '--json');
  expect(ran.code).toBe(2);
  expect(ran.error).toMatchObject({ code: 'usage.invalid' });
  expect(ran.error.remedy).toEqual([
    `rgz onboarding start --tenant ${tenant} -f <file>`,
    `rgz onboarding users ${id} -f <file>`,
    `rgz onboarding workbook ${id} -o <file.xlsx>`,
    `rgz onboarding import ${id} <file.xlsx> --dry-run`,
    `rgz onboarding import ${id} <file.xlsx>`,
    `rgz onboarding activate ${id}`,
    `rgz onboarding status ${id}`,
  ]);
});

test('without a terminal a tenant is told by the id of its onboarding, which those commands take', async () => {
  const repository = await makeRepository();
  const id = await startOnboarding(repository);
  for (const args of [['boutique-sow'], ['--tenant', 'boutique-sow']]) {
    const { error } = await repository.rgz('ada', 'onboard', ...args, '--json');
    expect([error.code, error.remedy[0]]).toEqual(['usage.invalid', `rgz onboarding users ${id} -f <file>`]);
  }
});
