import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/domain/verdict.ts';
import { completeChecklist, stageChecklists } from '../kit/checklists.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;
let id: string;
let path: string;
/** The file once cleo has approved it. */
let approved: string;

beforeAll(async () => {
  fixture = await makeRepository({ identity: 'signed' });
  id = await fixture.request('dora', { tenant: 'tenant-retail' });
  path = fixture.pathOf(id);
  const ahead = fixture.copy();
  (await ahead.rgz('cleo', 'approve', id)).orThrow();
  approved = `${ahead.show(path)}\n`;
});

type Gate = Verdict & { for: string };

async function gatesOf(repository: Repository, who: Who = 'vera'): Promise<Gate[]> {
  return ((await repository.rgz(who, 'explain', id, '--json')).orThrow().json as { gates: Gate[] }).gates;
}

/** Somebody who may not approve adds their own approval by hand, signed as themselves. */
function forgeVote(repository: Repository): string {
  return repository.commit('dan', { files: { [path]: approved.replaceAll('cleo@', 'dan@') } });
}

describe('a vote that somebody added who never might', () => {
  test('puts the record in quarantine, which is told before every other gate, in every state', async () => {
    const repository = fixture.copy();
    const forged = forgeVote(repository);
    const [first, ...others] = await gatesOf(repository);
    expect(first).toMatchObject({
      for: 'launch',
      gate: 'trail',
      claim: 'every commit that led here keeps the rules',
      passed: false,
      because: expect.stringContaining(`(policy.not-allowed, commit ${forged.slice(0, 12)})`),
      remedy: [`rgz audit ${id}`],
    });
    expect(others.filter(({ gate }) => gate === 'trail')).toEqual([]);
    expect(others.find(({ gate }) => gate === 'quorum')).toMatchObject({ passed: false });
    const told = async () => (await repository.rgz('vera', 'explain', id)).stdout;
    const before = await told();
    expect(before.indexOf('every commit that led here')).toBeLessThan(before.indexOf('may not approve it'));
    (await repository.rgz('dora', 'request', 'cancel', id, '--reason', 'somebody forged a vote')).orThrow();
    expect(await told()).toContain('✗ every commit that led here keeps the rules');
  });

  test('is no vote of somebody who is to be given the right back', async () => {
    const repository = fixture.copy();
    forgeVote(repository);
    const quorum = (await gatesOf(repository, 'ada')).find(({ gate }) => gate === 'quorum');
    expect(quorum).toMatchObject({ passed: false, because: '0 of 1 approvals' });
    expect(quorum?.remedy).toEqual([`rgz request cancel ${id}, and open another: rgz request create`]);
  });
});

test('nothing is said of the trail where nothing is wrong with it', async () => {
  expect((await gatesOf(fixture)).filter(({ gate }) => gate === 'trail')).toEqual([]);
});

test('a quarantine and a line that is held are both told', async () => {
  const repository = fixture.copy();
  const forged = forgeVote(repository);
  const config = `${repository.show('.rgz/config.yaml')}\n# mine\n`;
  const held = repository.commit('dan', { files: { '.rgz/config.yaml': config } });
  const [first] = await gatesOf(repository);
  expect(first).toMatchObject({ gate: 'trail', passed: false });
  for (const commit of [forged, held]) expect(first?.because).toContain(commit.slice(0, 12));
  expect(first?.remedy?.[0]).toBe(`rgz audit ${id}`);
});

test('what a launch stands on beside its own record is no fault of it: all that was done by the rules is proven', async () => {
  const repository = await stageChecklists({
    identity: 'signed',
    config: {
      environments: { staging: {}, prod: { deployer: 'fake' } },
      order: ['staging', 'prod'],
      deployers: { fake: { type: 'command', command: ['true'] } },
    },
    policy: { gates: [{ name: 'go-live', checklist: 'tiny', environments: ['prod'] }] },
  });
  const mine = await repository.request();
  await completeChecklist(repository);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  (await repository.rgz('carl', 'approve', mine)).orThrow();
  (await repository.rgz('robot', 'controller', 'run', '--until-idle', '--timeout', '50')).orThrow();
  const elsewhere = repository.copy();
  rmSync(join(elsewhere.work, '.git', 'rgz'), { recursive: true });
  for (const each of [mine, 'tiny/site-1']) {
    const { gates } = (await elsewhere.rgz('vera', 'explain', each, '--json')).orThrow().json as { gates: Gate[] };
    expect(gates.filter(({ gate, passed }) => gate === 'trail' && !passed)).toEqual([]);
    const log = (await elsewhere.rgz('vera', 'log', each, '--json')).json as { proven: boolean; action: string }[];
    expect(log.filter(({ proven }) => !proven)).toEqual([]);
    if (each === mine) expect(log.at(-1)).toMatchObject({ action: 'deployed' });
  }
});
