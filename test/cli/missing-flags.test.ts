import { expect, test } from 'vitest';
import { makeRepository } from '../kit/repository.ts';

test('whoever forgot a flag is told what to type with all that they typed', async () => {
  const repository = await makeRepository({ remote: false });
  const remedy = async (...args: string[]) => (await repository.rgz('dora', ...args, '--json')).error.remedy?.[0];
  expect(await remedy('checklist', 'create', '--template', 'cutovr')).toBe(
    'rgz checklist create --template cutovr --subject <slug> --tenant <id>',
  );
  expect(await remedy('checklist', 'create', '--parameter=site=Abomey Calavi', '--subject', 'a', '--quiet')).toBe(
    "rgz checklist create --parameter 'site=Abomey Calavi' --subject a --template <name> --tenant <id>",
  );
  expect(await remedy('checklist', 'set', 'cutover/site-1', '4', '--reason', "it isn't there")).toBe(
    "rgz checklist set cutover/site-1 4 --reason 'it isn'\\''t there' --status <status>",
  );
});
