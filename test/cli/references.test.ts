import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { makeRepository } from '../kit/repository.ts';
import { recordPath, recordText } from '../kit/requests.ts';

test('a record that refers to another is held to it, whether the other changed or not', async () => {
  const repository = await makeRepository({ remote: false });
  const there = await repository.request();
  const base = repository.head();
  const id = 'PR-2026-0700';
  const referring = (to: string) => {
    const record = parse(recordText({ id }));
    return { [recordPath({ id })]: stringify({ ...record, spec: { ...record.spec, rollbackOf: to } }) };
  };
  repository.commit('dora', { files: referring(there) });
  for (const args of [[], ['--range', `${base}..HEAD`]])
    expect((await repository.rgz('vera', 'check', ...args, '--json')).json).toMatchObject({ ok: true, findings: [] });
  repository.git('reset', '-q', '--hard', base);
  repository.commit('dora', { files: referring('PR-2026-0999') });
  const missing = { rule: 'record.unknown-reference', pointer: '/spec/rollbackOf', line: 27 };
  for (const args of [[], ['--range', `${base}..HEAD`], [recordPath({ id })]])
    expect((await repository.rgz('vera', 'check', ...args, '--json')).json).toMatchObject({ findings: [missing] });
});
