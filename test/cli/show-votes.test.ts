import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

/** A critical request that one of two people has approved. */
async function halfApproved(): Promise<{ repository: Repository; id: string }> {
  const repository = await makeRepository({ identity: 'signed' });
  const id = await repository.request('dora', { impact: 'critical' });
  (await repository.rgz('carl', 'approve', id)).orThrow();
  return { repository, id };
}

/** Somebody adds the vote of carl again by hand, perhaps in another name. */
function addVote(repository: Repository, id: string, by: string): void {
  const path = repository.pathOf(id);
  const record = parse(repository.show(path)) as RecordData;
  const vote = record.status?.history.at(-1) as HistoryEvent;
  record.status?.history.push({ ...vote, by });
  repository.commit('dora', { files: { [path]: stringify(record, { aliasDuplicateObjects: false }) } });
}

async function counts(repository: Repository, id: string) {
  const { stdout } = (await repository.rgz('vera', 'show', id)).orThrow();
  const { derived } = (await repository.rgz('vera', 'show', id, '--json')).json as { derived: Record<string, unknown> };
  const { gates } = (await repository.rgz('vera', 'explain', id, '--json')).json as { gates: Verdict[] };
  const explained = gates.find(({ gate }) => gate === 'quorum')?.because;
  return { stdout, explained, approvals: derived.approvals, idle: derived.idleVotes };
}

test.each([
  ['by the same person', 'carl@example.com', 'twice', 'one person counts once'],
  ['by the same person under another address', 'carl@home.example', 'twice', 'one person counts once'],
  ['by somebody without the right', 'vera@example.com', 'no-right', 'has no right to'],
  ['by a stranger', 'sam@elsewhere.example', 'no-right', 'has no right to'],
  ['by who asked for it', 'dora@example.com', 'no-right', 'has no right to'],
])('rgz show counts as rgz explain does: a vote forged %s', async (_how, by, why, told) => {
  const { repository, id } = await halfApproved();
  addVote(repository, id, by);
  const { stdout, explained, approvals, idle } = await counts(repository, id);
  expect(explained).toBe('1 of 2 approvals');
  expect(stdout).toMatch(/Approvals +1 of 2\n/);
  expect([approvals, idle]).toEqual([1, [{ by, why }]]);
  expect(stdout).toContain(`! does not count: ${by} approved it`);
  expect(stdout).toContain(told);
});

test('rgz show says nothing of the votes where each counts, and of those that lost the right once it matters no more', async () => {
  const { repository, id } = await halfApproved();
  const before = await counts(repository, id);
  expect([before.explained, before.approvals, before.idle]).toEqual(['1 of 2 approvals', 1, undefined]);
  expect(before.stdout).not.toContain('does not count');
  (await repository.rgz('ada', 'policy', 'revoke', 'carl@example.com')).orThrow();
  const lost = await counts(repository, id);
  expect([lost.explained, lost.approvals]).toEqual(['0 of 2 approvals', 0]);
  expect(lost.idle).toEqual([{ by: 'carl@example.com', why: 'no-right' }]);
  (await repository.rgz('dora', 'request', 'cancel', id, '--reason', 'it is not wanted any more')).orThrow();
  const over = await counts(repository, id);
  expect([over.approvals, over.idle]).toEqual([1, undefined]);
});
