import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';

let fixture: Repository;
let id: string;

beforeAll(async () => {
  fixture = await makeRepository();
  id = await fixture.request();
  (await fixture.rgz('carl', 'approve', id)).orThrow();
});

function withSpec(repository: Repository, from: string, to: string): string {
  const path = repository.pathOf(id);
  const text = `${repository.show(path)}\n`.replace(from, to);
  return repository.commit('dora', { files: { [path]: text } });
}

/** A copy in which the version that was approved was replaced by hand. */
function changed(): Repository {
  const repository = fixture.copy();
  withSpec(repository, '2.1.0', '6.6.6');
  return repository;
}

interface Told {
  ok: boolean;
  findings: { rule: string; severity: string }[];
}

async function rules(repository: Repository, ...args: string[]): Promise<string[]> {
  const { findings } = (await repository.rgz('vera', ...args, '--json')).json as Told;
  return [...new Set(findings.map((each) => each.rule))].sort();
}

describe('the spec of an approved request, changed by hand', () => {
  test('voids the approval, and every view says so', async () => {
    const repository = changed();
    const shown = await repository.rgz('vera', 'show', id);
    expect(shown.stdout).toMatch(/State +○ pending/);
    expect(shown.stdout).toContain('void: carl@example.com');
    expect(shown.stdout).toContain('changed after it was decided on');
    expect(shown.stdout).not.toContain('May approve');
    const [row] = (await repository.rgz('vera', 'request', 'list', '--json')).json as object[];
    expect(row).toMatchObject({ id, state: 'pending', note: 'approvals-void', frozen: true });
    expect((await repository.rgz('cleo', 'inbox', '--json')).json).toEqual([]);
    expect((await repository.rgz('cleo', 'request', 'list', '--pending-for-me', '--json')).json).toEqual([]);
  });

  test('is against the rules: check, check --range and audit say so', async () => {
    const repository = changed();
    expect(await rules(repository, 'check')).toEqual(['history.spec-changed']);
    expect(await rules(repository, 'check', '--range', 'HEAD~1..HEAD')).toEqual([
      'history.spec-changed',
      'spec.frozen',
    ]);
    expect(await rules(repository, 'audit')).toEqual(['spec.frozen']);
  });

  test('is not built on: nobody approves, rejects or edits it', async () => {
    const repository = changed();
    const before = repository.head();
    for (const [who, ...args] of [
      ['cleo', 'approve', id],
      ['cora', 'reject', id, '--reason', 'not what was asked for'],
      ['dora', 'request', 'edit', id, '--set', 'target.version=2.1.0'],
    ] as const) {
      const ran = await repository.rgz(who, ...args, '--json');
      expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'spec.frozen']);
      expect(ran.error.remedy[0]).toContain(`rgz request cancel ${id}`);
    }
    expect(repository.head()).toBe(before);
    const explained = (await repository.rgz('cleo', 'explain', id, '--json')).json;
    expect(explained).toMatchObject({
      mayDecide: false,
      gates: expect.arrayContaining([
        expect.objectContaining({ for: 'decision', gate: 'spec', passed: false, code: 'spec.frozen' }),
        expect.objectContaining({ for: 'launch', gate: 'quorum', passed: false }),
      ]),
    });
    expect((await repository.rgz('cleo', 'explain', id)).stdout).toContain(`rgz request cancel ${id}`);
  });

  test('can be cancelled, and then only the trail tells of it', async () => {
    const repository = changed();
    const ran = (await repository.rgz('dora', 'request', 'cancel', id, '--json')).orThrow();
    expect(ran.json).toMatchObject({ status: { state: 'cancelled', approvedBy: null } });
    expect(await rules(repository, 'check')).toEqual([]);
    expect(await rules(repository, 'check', '--range', 'HEAD~1..HEAD')).toEqual([]);
    expect(await rules(repository, 'audit')).toEqual(['spec.frozen']);
  });

  test('and put back is approved again, as the approval named that very spec; the trail tells of both commits', async () => {
    const repository = changed();
    const base = repository.head();
    withSpec(repository, '6.6.6', '2.1.0');
    expect((await repository.rgz('vera', 'show', id, '--json')).json).toMatchObject({
      derived: { state: 'approved', votes: [{ standing: 'valid' }] },
    });
    expect(await rules(repository, 'check')).toEqual([]);
    expect(await rules(repository, 'check', '--range', `${base}..HEAD`)).toEqual(['spec.frozen']);
    const { findings } = (await repository.rgz('vera', 'audit', '--json')).json as Told;
    expect(findings.map((each) => each.rule)).toEqual(['spec.frozen', 'spec.frozen']);
  });

  test('in its comments and layout changes nothing', async () => {
    const repository = fixture.copy();
    withSpec(repository, '  target:\n', '  # the new flow\n  target:\n');
    expect((await repository.rgz('vera', 'show', id, '--json')).json).toMatchObject({ derived: { state: 'approved' } });
    expect(await rules(repository, 'audit')).toEqual([]);
  });
});

describe('an approved request', () => {
  test('can be cancelled by those who may create, and not be edited', async () => {
    const repository = fixture.copy();
    const edit = await repository.rgz('dora', 'request', 'edit', id, '--set', 'target.version=2.1.1', '--json');
    expect([edit.code, edit.error.code]).toEqual([4, 'state.not-pending']);
    const refused = await repository.rgz('vera', 'request', 'cancel', id, '--json');
    expect([refused.code, refused.error.code]).toEqual([4, 'policy.not-allowed']);
    (await repository.rgz('dora', 'request', 'cancel', id, '--reason', 'no longer needed')).orThrow();
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
    const again = await repository.rgz('dora', 'request', 'cancel', id, '--json');
    expect(again.error.message).toBe(`${id} is cancelled, not pending or approved`);
  });

  test('whose quorum no longer holds is explained with the way out, and can be cancelled', async () => {
    const repository = fixture.copy();
    (await repository.rgz('ada', 'policy', 'revoke', 'carl@example.com')).orThrow();
    const explained = (await repository.rgz('dora', 'explain', id, '--json')).json as { gates: { gate: string }[] };
    expect(explained.gates.find((each) => each.gate === 'quorum')).toMatchObject({
      passed: false,
      because: '0 of 1 approvals',
      remedy: [
        'give the right to approve back to carl@example.com',
        `rgz request cancel ${id}, and open another: rgz request create`,
      ],
    });
    (await repository.rgz('dora', 'request', 'cancel', id)).orThrow();
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
  });
});
