import { expect, test } from 'vitest';
import { completeChecklist, createChecklist, stageChecklists } from '../kit/checklists.ts';

test('a checklist that is cancelled opens no gate and is left alone, and goes on where it stood', async () => {
  const gates = [{ name: 'go-live', checklist: 'tiny', environments: ['prod'] }];
  const repository = await stageChecklists({ identity: 'signed', policy: { gates } });
  await completeChecklist(repository);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  expect((await repository.rgz('vera', 'check', '--gate', 'go-live')).code).toBe(0);
  expect((await repository.rgz('vera', 'checklist', 'cancel', 'tiny/site-1')).stderr).toContain('[policy.not-allowed]');
  const cancelled = await repository.rgz('dora', 'checklist', 'cancel', 'tiny/site-1', '--reason', 'the site moved');
  expect(cancelled.orThrow().stdout).toContain('CL-tiny.site-1 cancelled');
  const gate = await repository.rgz('vera', 'check', '--gate', 'go-live');
  expect([gate.code, gate.stdout]).toEqual([1, expect.stringContaining('no approved checklist tiny is known')]);
  expect((await repository.rgz('vera', 'checklist', 'list', '--state', 'cancelled', '--json')).json).toMatchObject([
    { id: 'CL-tiny.site-1', state: 'cancelled' },
  ]);
  for (const [who, ...args] of [
    ['dora', 'checklist', 'set', 'tiny/site-1', 'plain', '--status', 'blocked'],
    ['cleo', 'approve', 'tiny/site-1'],
    ['cleo', 'checklist', 'upgrade', 'tiny/site-1', '--parameter', 'x=1'],
    ['dora', 'checklist', 'cancel', 'tiny/site-1'],
  ] as const) {
    const refused = await repository.rgz(who, ...args, '--json');
    expect([args, refused.code, refused.error.code]).toEqual([args, 4, 'checklist.not-open']);
    expect(refused.error.remedy).toContain('rgz checklist reopen CL-tiny.site-1');
  }
  const again = ['checklist', 'create', '--template', 'tiny', '--subject', 'site-1', '--tenant', 'tenant-finance'];
  const taken = await repository.rgz('dora', ...again, '--json');
  expect(taken.error).toMatchObject({
    code: 'record.exists',
    remedy: ['rgz show CL-tiny.site-1', 'rgz checklist reopen CL-tiny.site-1'],
  });
  (await repository.rgz('dora', 'checklist', 'reopen', 'tiny/site-1')).orThrow();
  const shown = (await repository.rgz('vera', 'checklist', 'show', 'tiny/site-1', '--json')).json;
  expect(shown).toMatchObject({ state: 'ready', score: { completed: 3 } });
  expect((await repository.rgz('vera', 'check', '--gate', 'go-live')).code).toBe(1);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  expect((await repository.rgz('vera', 'check', '--gate', 'go-live')).code).toBe(0);
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  expect((await repository.rgz('vera', 'checklist', 'history', 'tiny/site-1', '--json')).json).toMatchObject([
    { action: 'approved' },
    { action: 'cancelled', by: 'dora@example.com', reason: 'the site moved' },
    { action: 'reopened' },
    { action: 'approved' },
  ]);
});

test('only what was cancelled is opened again, and nobody waits for what is cancelled', async () => {
  const repository = await stageChecklists();
  await createChecklist(repository);
  const early = await repository.rgz('dora', 'checklist', 'reopen', 'tiny/site-1', '--json');
  expect([early.code, early.error.code]).toEqual([4, 'checklist.not-cancelled']);
  (await repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'plain', '--status', 'completed')).orThrow();
  const waiting = async () =>
    (await repository.rgz('carl', 'checklist', 'list', '--to-validate', '--json')).orThrow().json as unknown[];
  expect(await waiting()).toHaveLength(1);
  (await repository.rgz('dora', 'checklist', 'cancel', 'tiny/site-1')).orThrow();
  expect(await waiting()).toEqual([]);
  const request = await repository.request();
  const wrong = await repository.rgz('dora', 'checklist', 'cancel', request, '--json');
  expect([wrong.code, wrong.error.code]).toEqual([3, 'record.unknown']);
});
