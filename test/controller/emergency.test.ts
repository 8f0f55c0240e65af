import { expect, test } from 'vitest';
import { explain } from '../../src/operations/explain.ts';
import { requestFlags } from '../kit/requests.ts';
import { makeStage } from './stage.ts';

test('an emergency goes live with one approval, and holds the next request of the tenant until it was reviewed', async () => {
  const stage = await makeStage();
  const { repository } = stage;
  const one = await stage.open();
  const stateOf = async (id: string) => (await one.stateOf(id)).state;
  const create = async (target: string, ...more: string[]) => {
    const flags = requestFlags({ target, impact: 'critical' });
    return (await repository.rgz('dora', 'request', 'create', ...flags, ...more)).orThrow().stdout.trim();
  };

  const urgent = await create('api/payment-api@2.1.1', '--emergency');
  const approved = (await repository.rgz('cleo', 'approve', urgent)).orThrow();
  expect(approved.stdout).toBe(`${urgent} approved (1 of 1)\n`);
  await one.run();
  expect(await stateOf(urgent)).toBe('deployed');

  const next = await stage.approved({ target: 'api/payment-api@2.2.0' });
  const elsewhere = await stage.approved({ target: 'api/payment-api@2.2.0', tenant: 'tenant-retail' });
  const second = await create('api/other-api@1.0.1', '--emergency');
  (await repository.rgz('cora', 'approve', second)).orThrow();
  const other = await stage.open('two');
  for (const controller of [one, other]) {
    const { held } = await controller.run();
    expect(held.map(({ id }) => id)).toEqual([next]);
    expect(held[0]?.gates[0]).toMatchObject({
      gate: 'after-review',
      unblock: expect.arrayContaining(['cora@example.com']),
    });
  }
  expect([await stateOf(elsewhere), await stateOf(second)]).toEqual(['deployed', 'deployed']);

  const review = (who: 'dora' | 'cleo' | 'vera' | 'cora' | 'carl', id: string) =>
    repository.rgz(who, 'request', 'review', id, '--comment', 'looked at the logs', '--json');
  for (const [who, code] of [
    ['dora', 'policy.own-request'],
    ['cleo', 'policy.already-decided'],
    ['vera', 'policy.not-allowed'],
  ] as const) {
    const ran = await review(who, urgent);
    expect({ code: ran.code, told: ran.error.code }).toEqual({ code: 4, told: code });
  }
  expect((await repository.rgz('cora', 'request', 'review', urgent)).code).toBe(2);
  const inbox = (await repository.rgz('cora', 'inbox', '--json')).orThrow().json as { id: string; waitsFor: string }[];
  expect(inbox.map(({ id, waitsFor }) => [id, waitsFor])).toEqual([[urgent, 'review']]);
  expect((await repository.rgz('cora', 'inbox')).orThrow().stdout).toContain('Emergencies to review');
  const told = (await review('cora', urgent)).orThrow().json;
  expect(told).toMatchObject({ status: { state: 'deployed', reviewedBy: 'cora@example.com' } });
  expect((await review('carl', urgent)).error.code).toBe('state.no-review-due');
  expect((await review('carl', next)).error.code).toBe('state.no-review-due');

  expect((await one.run()).held.map(({ id }) => id)).toEqual([next]);
  (await review('cleo', second)).orThrow();
  await one.run();
  expect(await stateOf(next)).toBe('deployed');
  expect(await one.findings()).toEqual([]);
  await Promise.all([one.end(), other.end()]);
});

test('a review that broke a rule opens nothing', async () => {
  const stage = await makeStage();
  const { repository } = stage;
  const one = await stage.open();
  const flags = [...requestFlags({ target: 'api/payment-api@2.1.1' }), '--emergency'];
  const urgent = (await repository.rgz('dora', 'request', 'create', ...flags)).orThrow().stdout.trim();
  (await repository.rgz('cleo', 'approve', urgent)).orThrow();
  await one.run();
  repository.catchUp();
  const next = await stage.approved({ target: 'api/payment-api@2.2.0' });
  const path = repository.pathOf(urgent);
  const digest = /digest: "?(sha256:[0-9a-f]+)/.exec(repository.show(path))?.[1];
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  const event = `    - action: reviewed\n      at: "${at}"\n      by: dora@example.com\n      digest: "${digest}"\n`;
  const fields = `  reviewedBy: dora@example.com\n  reviewedAt: "${at}"\n`;
  const text = repository
    .show(path)
    .replace(/\n {2}approvedBy:/, `\n${event}  approvedBy:`)
    .trimEnd();
  repository.commit('dora', { files: { [path]: `${text}\n${fields}` } });
  for (const controller of [one, await stage.open('two')]) {
    const { held } = await controller.run();
    const [closed] = held.find(({ id }) => id === next)?.gates ?? [];
    expect(closed).toMatchObject({ gate: 'after-review', passed: false });
    const heard = { admitted: [controller.deps.state.recall() ?? []].flat(), beats: [] };
    const { launch } = await explain(controller.deps, next, undefined, heard);
    expect(launch.filter(({ passed }) => !passed)).toEqual([closed]);
    await controller.end();
  }
});
