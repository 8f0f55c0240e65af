import { expect, test } from 'vitest';
import { makeRepository } from '../kit/repository.ts';

test('a repository from before is given the templates of rgz by those who may, and keeps its own unless asked', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const path = 'templates/checklists/cutover.yaml';
  const original = repository.show(path);
  repository.commit('ada', { files: { 'templates/checklists': null }, message: 'as it was' });
  const templates = (...more: string[]) => repository.rgz('ada', 'checklist', 'templates', '--json', ...more);
  expect((await templates()).json).toEqual([]);
  const denied = await repository.rgz('dora', 'checklist', 'templates', '--add', '--json');
  expect([denied.code, denied.error.code]).toEqual([4, 'policy.not-allowed']);
  expect((await templates('--add', 'cutover')).json).toEqual(['cutover']);
  expect(repository.show(path)).toBe(original);
  expect((await templates('--add')).json).toEqual(['production-readiness']);
  expect((await templates('--add')).json).toEqual([]);
  const twice = await templates('--add', 'cutover');
  expect(twice.error).toMatchObject({ code: 'record.exists', remedy: [expect.stringContaining('--update cutover')] });
  expect((await templates('--update')).json).toEqual([]);
  repository.commit('ada', { files: { [path]: original.replace('title:', '# ours\ntitle:') }, message: 'ours' });
  expect((await templates('--update', 'cutover')).json).toEqual(['cutover']);
  expect(repository.show(path)).toBe(original);
  for (const [args, code, error] of [
    [['--add', 'nothing'], 3, 'checklist.unknown-template'],
    [['--add', 'cutover', '--update', 'cutover'], 2, 'usage.invalid'],
  ] as const) {
    const refused = await templates(...args);
    expect([args, refused.code, refused.error.code]).toEqual([args, code, error]);
  }
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
});
