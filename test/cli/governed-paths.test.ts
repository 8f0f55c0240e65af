import { expect, test } from 'vitest';
import { makeRepository } from '../kit/repository.ts';

test('anybody may bring the schemas for editors up to date; what rgz reads stays with those who may', async () => {
  const repository = await makeRepository({ remote: false });
  repository.commit('dora', { files: { '.rgz/schemas/policy.v1.schema.json': '{}\n' } });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  const config = `${repository.show('.rgz/config.yaml')}\n# more\n`;
  const commit = repository.commit('dora', { files: { '.rgz/config.yaml': config } });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({
    ok: false,
    findings: [{ rule: 'policy.not-allowed', file: '.rgz/config.yaml', commit }],
  });
});
