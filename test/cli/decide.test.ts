import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { recordPath } from '../kit/requests.ts';
import { recordIn, type State } from '../kit/states.ts';

let fixture: Repository;
/** Requested by dora for tenant-finance, by dan for tenant-retail, and critical. */
let finance: string;
let retail: string;
let critical: string;

beforeAll(async () => {
  fixture = await makeRepository();
  finance = await fixture.request();
  retail = await fixture.request('dan', { tenant: 'tenant-retail' });
  critical = await fixture.request('dora', { impact: 'critical' });
});

describe('rgz approve', () => {
  test('adds one event with the digest, and what follows from it; --json prints the record', async () => {
    const repository = fixture.copy();
    const shown = (await repository.rgz('vera', 'show', finance, '--json')).json as { derived: { digest: string } };
    const ran = await repository.rgz('carl', 'approve', finance, '--comment', 'Looks "good": to me', '--json');
    const approved = {
      action: 'approved',
      at: expect.stringMatching(/Z$/),
      by: 'carl@example.com',
      digest: shown.derived.digest,
      quorum: 1,
      comment: 'Looks "good": to me',
    };
    const { status } = ran.orThrow().json as { status: { history: { at: string }[]; approvedAt: string } };
    expect(status).toEqual({
      state: 'approved',
      history: [expect.objectContaining({ action: 'created' }), approved],
      approvedBy: 'carl@example.com',
      approvedAt: status.history[1]?.at,
    });
    expect(repository.git('log', '-1', '--format=%s|%ae|%(trailers:key=Rgz-Action,valueonly)')).toBe(
      `${finance}: approved by carl@example.com|carl@example.com|approved`,
    );
    expect((await repository.rgz('vera', 'check', '--range', 'HEAD~1..HEAD', '--json')).json).toMatchObject({
      ok: true,
    });
  });

  test('for people: one line, and the commit beside it', async () => {
    const ran = await fixture.copy().rgz('carl', 'approve', finance.toLowerCase());
    expect(ran.stdout).toBe(`${finance} approved (1 of 1)\n`);
    expect(ran.stderr).toMatch(/^commit [0-9a-f]{12}; next: rgz show /);
  });

  test.each([
    ['vera', 'a viewer'],
    ['dan', 'devops of another tenant'],
    ['ada', 'an admin'],
    ['robot', 'the controller'],
    ['sam', 'a stranger'],
  ] as [Who, string][])('%s, %s, may not: who may is told', async (who) => {
    const before = fixture.head();
    for (const args of [
      ['approve', finance],
      ['reject', finance, '--reason', 'not good enough yet'],
    ]) {
      const ran = await fixture.rgz(who, ...args, '--json');
      expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'policy.not-allowed']);
      expect(ran.error.remedy[0]).toBe('ask carl@example.com, cleo@example.com, cora@example.com');
      expect(ran.error.explanations).toContainEqual(expect.objectContaining({ rule: 'right' }));
    }
    expect(fixture.head()).toBe(before);
  });

  test('a cpi of one tenant may not decide for another', async () => {
    const ran = await fixture.rgz('carl', 'approve', retail, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
    expect(ran.error.remedy[0]).toBe('ask cleo@example.com, cora@example.com');
  });

  test.each(['approved', 'rejected', 'cancelled', 'deploying', 'deployed', 'failed'] as State[])(
    'what is %s cannot be decided on, edited or cancelled',
    async (state) => {
      const repository = fixture.copy();
      const id = 'PR-2026-0500';
      const before = repository.commit('dora', { files: { [recordPath({ id })]: recordIn(state, { id }) } });
      const others: [Who, ...string[]][] = [
        ['cora', 'reject', id, '--reason', 'not good enough yet'],
        ['dora', 'request', 'edit', id, '--set', 'request.impactAssessment=high'],
        ['dora', 'request', 'cancel', id],
      ];
      const tried: [Who, ...string[]][] = [['cora', 'approve', id], ...(state === 'deployed' ? others : [])];
      for (const [who, ...args] of tried) {
        const ran = await repository.rgz(who, ...args, '--json');
        expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'state.not-pending']);
        const wanted = args.includes('cancel') ? 'pending or approved' : 'pending';
        expect(ran.error.message).toBe(`${id} is ${state}, not ${wanted}`);
        expect(ran.error.remedy).toContain(`rgz log ${id}`);
      }
      expect(repository.head()).toBe(before);
    },
  );

  test('an unknown id is exit 3', async () => {
    const ran = await fixture.rgz('carl', 'approve', 'PR-2026-9999', '--json');
    expect([ran.code, ran.error.code]).toEqual([3, 'record.unknown']);
  });
});

describe('a quorum', () => {
  test('is counted by person: two approve a critical request, and not one of them twice', async () => {
    const repository = fixture.copy();
    const first = await repository.rgz('carl', 'approve', critical);
    expect(first.stdout).toBe(`${critical} approved (1 of 2); it is pending\n`);
    for (const email of ['carl@example.com', 'carl@home.example', 'CARL@EXAMPLE.COM']) {
      const again = await repository.run('carl', ['approve', critical, '--json'], { env: { GIT_AUTHOR_EMAIL: email } });
      expect([again.code, again.error.code]).toEqual([4, 'policy.already-decided']);
      expect(again.error.remedy[0]).toBe('ask cleo@example.com, cora@example.com');
    }
    const second = await repository.rgz('cleo', 'approve', critical, '--json');
    expect(second.orThrow().json).toMatchObject({ status: { state: 'approved', approvedBy: 'cleo@example.com' } });
  });

  test('says how many are missing, and who could', async () => {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'approve', critical)).orThrow();
    const shown = await repository.rgz('vera', 'show', critical);
    expect(shown.stdout).toMatch(/Approvals +1 of 2\n/);
    expect(shown.stdout).toMatch(/May approve +cleo@example\.com, cora@example\.com\n/);
    expect((await repository.rgz('vera', 'request', 'list', '--state', 'approved', '--json')).json).toEqual([]);
  });

  test('the one that stood at the decision counts: a lower one afterwards does not approve by itself', async () => {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'approve', critical)).orThrow();
    repository.commit('ada', {
      files: {
        '.rgz/policy.yaml': repository
          .show('.rgz/policy.yaml')
          .replace('critical: 2', 'critical: 1')
          .replace('version: 2', 'version: 3'),
      },
    });
    expect((await repository.rgz('vera', 'show', critical, '--json')).json).toMatchObject({
      derived: { state: 'pending' },
    });
    expect((await repository.rgz('cora', 'approve', critical, '--json')).json).toMatchObject({
      status: { state: 'approved' },
    });
  });

  test('one rejection is enough', async () => {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'approve', critical)).orThrow();
    const ran = await repository.rgz('cleo', 'reject', critical, '--reason', 'not good enough yet', '--json');
    expect(ran.orThrow().json).toMatchObject({ status: { state: 'rejected', rejectedBy: 'cleo@example.com' } });
  });
});

describe('rgz reject', () => {
  test('takes a reason of ten characters', async () => {
    const ran = await fixture.copy().rgz('carl', 'reject', finance, '--reason', '  ten chars.  ', '--json');
    const { status } = ran.orThrow().json as { status: Record<string, unknown> };
    expect(status).toMatchObject({
      state: 'rejected',
      rejectedBy: 'carl@example.com',
      rejectionReason: 'ten chars.',
      history: [{ action: 'created' }, { action: 'rejected', reason: 'ten chars.' }],
    });
    expect(status.approvedBy).toBeUndefined();
  });

  test.each([['too short'], ['         x         '], ['']])('a reason %j is too short', async (reason) => {
    const ran = await fixture.rgz('carl', 'reject', finance, '--reason', reason, '--json');
    expect([ran.code, ran.error.code]).toEqual([3, 'input.invalid']);
    expect(ran.error.message).toContain('10');
    expect(ran.error.remedy[0]).toContain(`rgz reject ${finance} --reason`);
  });
});

describe('a rejection that was committed by hand', () => {
  /** A copy in which `rgz reject` was replaced by a commit of the same with another reason, or none. */
  async function rejectedFor(reason: string | undefined): Promise<Repository> {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'reject', finance, '--reason', 'not this week')).orThrow();
    const path = repository.pathOf(finance);
    const lines = repository.show(path).split('\n');
    const said = lines.filter((line) => /not this week/.test(line));
    expect(said.map((line) => line.trim().split(':')[0])).toEqual(['reason', 'rejectionReason']);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    const text = lines.flatMap((line) => {
      if (!said.includes(line)) return [line];
      return reason === undefined ? [] : [line.replace('not this week', reason)];
    });
    repository.commit('carl', { files: { [path]: `${text.join('\n')}\n` } });
    return repository;
  }

  const told = (path: string) => [
    { args: ['check'], remedy: `git log --oneline -- ${path} names the commit` },
    { args: ['check', '--range', 'HEAD~1..HEAD'], remedy: 'open another request' },
    { args: ['audit'], remedy: 'open another request' },
  ];

  test.each([[undefined], ['no'], ['nine char']])(
    'for %j is found by check, check --range and audit',
    async (reason) => {
      const repository = await rejectedFor(reason);
      for (const { args, remedy } of told(repository.pathOf(finance))) {
        const ran = await repository.rgz('vera', ...args, '--json');
        expect(ran.code).toBe(1);
        expect(ran.json).toMatchObject({
          findings: [
            {
              rule: 'history.unexplained',
              file: repository.pathOf(finance),
              pointer: '/status/history/1',
              remedy: expect.stringContaining(remedy),
            },
          ],
        });
      }
      expect((await repository.rgz('vera', 'show', finance)).stdout).toContain('gives no reason');
    },
  );

  test('for a reason of ten characters is right', async () => {
    const repository = await rejectedFor('ten chars.');
    for (const { args } of told(''))
      expect((await repository.rgz('vera', ...args, '--json')).json).toMatchObject({ ok: true, findings: [] });
  });
});

describe('rgz inbox', () => {
  test.each([
    ['carl', ['0001', '0003']],
    ['cora', ['0001', '0002', '0003']],
    ['dora', []],
    ['vera', []],
    ['sam', []],
  ] as [Who, string[]][])('of %s holds what waits for them, the oldest first', async (who, expected) => {
    const rows = (await fixture.rgz(who, 'inbox', '--json')).orThrow().json as { id: string; waitsFor: string }[];
    expect(rows.map((each) => [each.id.slice(8), each.waitsFor])).toEqual(expected.map((id) => [id, 'decision']));
  });

  test('holds what was published elsewhere a moment ago, and drops what was decided', async () => {
    const repository = fixture.copy();
    const before = repository.head();
    (await repository.rgz('carl', 'approve', finance)).orThrow();
    repository.git('reset', '-q', '--hard', before);
    repository.git('update-ref', 'refs/remotes/origin/main', before);
    const rows = (await repository.rgz('carl', 'inbox', '--json')).json as { id: string }[];
    expect(rows.map((each) => each.id)).toEqual([critical]);
  });

  test('brings a failed request back to who asked for it', async () => {
    const repository = fixture.copy();
    const id = 'PR-2026-0500';
    repository.commit('robot', { files: { [recordPath({ id })]: recordIn('failed', { id }) } });
    expect((await repository.rgz('dora', 'inbox', '--json')).json).toMatchObject([
      { id, waitsFor: 'retry', state: 'failed' },
    ]);
    const text = await repository.rgz('dora', 'inbox');
    expect(text.stdout).toContain(id);
    expect(text.stderr).toContain(`rgz request retry ${id}`);
  });

  test('says that it is empty', async () => {
    const ran = await fixture.rgz('dora', 'inbox');
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, '', 'nothing waits for you\n']);
  });
});

describe('rgz log', () => {
  test('tells each event with its commit, oldest first, and says that names are claims', async () => {
    const repository = fixture.copy();
    (await repository.rgz('dora', 'request', 'edit', finance, '--set', 'request.impactAssessment=high')).orThrow();
    (await repository.rgz('carl', 'approve', finance, '--comment', 'fine by me')).orThrow();
    const log = (await repository.rgz('vera', 'log', finance, '--json')).json as { commit: string }[];
    expect(log).toMatchObject([
      { action: 'created', by: 'dora@example.com', author: 'dora@example.com', signature: 'none', proven: false },
      { action: 'edited', by: 'dora@example.com', event: { changed: ['request.impactAssessment'] } },
      { action: 'approved', by: 'carl@example.com', event: { comment: 'fine by me' }, identity: 'author' },
    ]);
    expect(log.map((each) => each.commit)).toEqual(
      repository.git('log', '--reverse', '--format=%H', '--', repository.pathOf(finance)).split('\n'),
    );
    const text = await repository.rgz('vera', 'log', finance);
    expect(text.stdout).toContain('fine by me');
    expect(text.stderr).toContain('a claim, not a proof');
  });

  test('tells of a hand edit that no event tells of', async () => {
    const repository = fixture.copy();
    const path = repository.pathOf(finance);
    const commit = repository.commit('dan', {
      files: { [path]: repository.show(path).concat('\n').replace('low', 'high') },
    });
    const log = (await repository.rgz('vera', 'log', finance, '--json')).json as object[];
    expect(log.at(-1)).toMatchObject({ action: 'edited by hand', by: 'dan@example.com', commit, event: null });
  });
});

describe('rgz explain', () => {
  test('judges every gate of a decision and of the launch, for me and for others', async () => {
    const mine = (await fixture.rgz('dora', 'explain', finance, '--json')).orThrow().json as {
      gates: { gate: string }[];
    };
    expect(mine).toMatchObject({ id: finance, state: 'pending', as: 'dora@example.com', mayDecide: false });
    expect(mine.gates.map((each) => each.gate)).toEqual(
      expect.arrayContaining(['state', 'history', 'own-request', 'right', 'vote', 'quorum', 'schedule', 'stop']),
    );
    expect(mine.gates).toContainEqual(
      expect.objectContaining({
        gate: 'own-request',
        passed: false,
        code: 'policy.own-request',
        unblock: ['carl@example.com', 'cleo@example.com', 'cora@example.com'],
      }),
    );
    const other = await fixture.rgz('dora', 'explain', finance, '--as', 'carl@home.example', '--json');
    expect(other.json).toMatchObject({ as: 'carl@home.example', mayDecide: true });
    const nobody = await fixture.rgz('dora', 'explain', finance, '--as', 'nobody@example.com', '--json');
    expect(nobody.json).toMatchObject({ mayDecide: false });
  });

  test('tells when a schedule opens the way', async () => {
    const repository = fixture.copy();
    const id = await repository.request('dora', { schedule: '2099-01-01' });
    (await repository.rgz('carl', 'approve', id)).orThrow();
    const { json } = await repository.rgz('carl', 'explain', id, '--json');
    expect(json).toMatchObject({
      gates: expect.arrayContaining([
        expect.objectContaining({ gate: 'quorum', passed: true }),
        expect.objectContaining({ gate: 'schedule', passed: false, opensAt: '2099-01-01T00:00:00Z' }),
      ]),
    });
  });

  test('for people: what stands in the way, who can open it, and each remedy once', async () => {
    const ran = await fixture.rgz('dora', 'explain', finance);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('dora@example.com may not approve it');
    expect(ran.stdout).toContain('can open it: carl@example.com, cleo@example.com, cora@example.com');
    const remedies = ran.stdout.split('\n').filter((line) => line.includes('→'));
    expect(new Set(remedies).size).toBe(remedies.length);
    expect(ran.stdout).not.toContain('rgz explain');
  });
});
