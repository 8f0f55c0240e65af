import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runGit, writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';
import type { Ran } from '../kit/run-rgz.ts';

interface Fixture {
  repository: Repository;
  id: string;
}

const fixtures = new Map<boolean, Fixture>();

beforeAll(async () => {
  for (const remote of [true, false]) {
    const repository = await makeRepository({ remote });
    fixtures.set(remote, { repository, id: await repository.request() });
  }
});

function copyOf(remote: boolean): Fixture {
  const { repository, id } = fixtures.get(remote) as Fixture;
  return { repository: repository.copy(), id };
}

/** The branch where it counts. */
function tip({ repository }: Fixture): string {
  return runGit(repository.remote ?? repository.work, repository.env('ada'), ['rev-parse', 'refs/heads/main']);
}

function approve({ repository, id }: Fixture, ...more: string[]): Promise<Ran> {
  return repository.rgz('carl', 'approve', id, ...more);
}

function read({ repository }: Fixture, path: string): string {
  return readFileSync(join(repository.work, path), 'utf8');
}

/** Types what rgz said to type. */
function follow({ repository }: Fixture, remedy: string): void {
  execFileSync('sh', ['-ec', remedy], { cwd: repository.work, env: repository.env('carl'), stdio: 'pipe' });
}

/** What rgz says of a checkout that it does not touch. */
function toldOfCheckout(ran: Ran): { reason: string; remedy: string } {
  const [, reason = '', remedy = ''] = /^your checkout is left as it is \((.*?)\): (.*)$/m.exec(ran.stderr) ?? [];
  return { reason, remedy };
}

/** The approval is on the branch, one commit further, and the checkout is where it is and clean. */
function expectFollowed(fixture: Fixture, before: string): void {
  const { repository } = fixture;
  expect(repository.git('symbolic-ref', '--short', 'HEAD')).toBe('main');
  expect(repository.git('rev-parse', 'main')).toBe(tip(fixture));
  expect(repository.git('rev-parse', 'main^')).toBe(before);
  expect(read(fixture, repository.pathOf(fixture.id))).toContain('state: approved');
}

/** Refused with this code and a next step, and neither branch nor checkout is touched. */
async function expectRefused(fixture: Fixture, code: string): Promise<string[]> {
  const [before, status] = [tip(fixture), fixture.repository.git('status', '--porcelain', '--branch')];
  const ran = await approve(fixture, '--json');
  expect([ran.code, ran.stdout, ran.error.code]).toEqual([6, '', code]);
  expect(ran.error.remedy).not.toEqual([]);
  expect([tip(fixture), fixture.repository.git('status', '--porcelain', '--branch')]).toEqual([before, status]);
  return ran.error.remedy;
}

describe('a dirty checkout', () => {
  test('with a remote: the approval is published, no file is touched, and what is to be typed keeps the work', async () => {
    const fixture = copyOf(true);
    const before = tip(fixture);
    writeUnder(fixture.repository.work, '.editorconfig', 'half a thought\n');
    writeUnder(fixture.repository.work, 'staged.txt', 'staged\n');
    fixture.repository.git('add', 'staged.txt');
    writeUnder(fixture.repository.work, 'new.txt', 'new\n');
    const status = fixture.repository.git('status', '--porcelain');
    const ran = await approve(fixture);
    expect([ran.code, ran.stdout]).toEqual([0, `${fixture.id} approved (1 of 1)\n`]);
    expect(fixture.repository.head()).toBe(before);
    expect(fixture.repository.git('status', '--porcelain')).toBe(status);
    const { reason, remedy } = toldOfCheckout(ran);
    expect(reason).toBe('dirty');
    follow(fixture, remedy);
    expectFollowed(fixture, before);
    for (const [path, text] of [
      ['.editorconfig', 'half a thought\n'],
      ['staged.txt', 'staged\n'],
      ['new.txt', 'new\n'],
    ] as const)
      expect(read(fixture, path)).toBe(text);
  });

  test('without a remote: the branch and the files of the approval move, and unsaved work elsewhere stays', async () => {
    const fixture = copyOf(false);
    const before = tip(fixture);
    writeUnder(fixture.repository.work, '.editorconfig', 'half a thought\n');
    const ran = await approve(fixture);
    expect([ran.code, toldOfCheckout(ran).reason]).toEqual([0, '']);
    expectFollowed(fixture, before);
    expect(fixture.repository.git('status', '--porcelain')).toBe(' M .editorconfig');
    expect(read(fixture, '.editorconfig')).toBe('half a thought\n');
  });

  test.each([true, false])('in which the very record was edited (remote: %s): the edit is kept', async (remote) => {
    const fixture = copyOf(remote);
    const before = tip(fixture);
    const path = fixture.repository.pathOf(fixture.id);
    const mine = `${read(fixture, path)}# mine\n`;
    writeUnder(fixture.repository.work, path, mine);
    const ran = await approve(fixture);
    expect(ran.code).toBe(0);
    expect(read(fixture, path)).toBe(mine);
    expect(tip(fixture)).not.toBe(before);
    const { reason, remedy } = toldOfCheckout(ran);
    expect(reason).toBe('dirty');
    expect(remedy).not.toBe('');
    if (remote) return;
    follow(fixture, remedy);
    expectFollowed(fixture, before);
    expect(read(fixture, `${path}.mine`)).toBe(mine);
  });

  test('with a file of one’s own where the new record goes: it is kept', async () => {
    const fixture = copyOf(true);
    const { repository } = fixture;
    const next = repository.pathOf(fixture.id).replace('-0001.yaml', '-0002.yaml');
    writeUnder(repository.work, next, 'mine\n');
    const ran = await repository.rgz('dora', 'request', 'create', ...requestFlags());
    expect([ran.code, ran.stdout]).toEqual([0, `${fixture.id.replace('0001', '0002')}\n`]);
    expect(read(fixture, next)).toBe('mine\n');
    expect(repository.git('status', '--porcelain')).toBe(`?? ${next}`);
    follow(fixture, toldOfCheckout(ran).remedy);
    expect(read(fixture, `${next}.mine`)).toBe('mine\n');
    expect(repository.head()).toBe(tip(fixture));
  });
});

describe('a detached head', () => {
  test.each([true, false])(
    '(remote: %s): the approval is made, head and files stay, and one command leads back',
    async (remote) => {
      const fixture = copyOf(remote);
      const before = tip(fixture);
      fixture.repository.git('switch', '-q', '--detach');
      const ran = await approve(fixture);
      expect(ran.code).toBe(0);
      expect(fixture.repository.git('rev-parse', 'HEAD')).toBe(before);
      expect(fixture.repository.git('status', '--porcelain')).toBe('');
      const { reason, remedy } = toldOfCheckout(ran);
      expect(reason).toBe('detached');
      follow(fixture, remedy);
      expectFollowed(fixture, before);
    },
  );
});

describe('a merge in progress', () => {
  /** Somebody's own commit and a conflict with it. */
  function merging(remote: boolean): Fixture {
    const fixture = copyOf(remote);
    const { repository } = fixture;
    repository.git('switch', '-q', '-c', 'side');
    writeUnder(repository.work, 'notes.txt', 'theirs\n');
    repository.git('add', 'notes.txt');
    repository.git('-c', 'user.email=x@example.com', '-c', 'user.name=X', 'commit', '-q', '-m', 'theirs');
    repository.git('switch', '-q', 'main');
    repository.git('merge', '-q', '--no-ff', '--no-commit', 'side');
    return fixture;
  }

  test('with a remote: the approval is published, and the merge goes on afterwards', async () => {
    const fixture = merging(true);
    const before = tip(fixture);
    const ran = await approve(fixture);
    expect(ran.code).toBe(0);
    expect(toldOfCheckout(ran).reason).toBe('in-progress');
    expect(fixture.repository.head()).toBe(before);
    expect(existsSync(join(fixture.repository.work, '.git', 'MERGE_HEAD'))).toBe(true);
    expect(read(fixture, 'notes.txt')).toBe('theirs\n');
    follow(fixture, 'git merge --abort && git merge --ff-only origin/main');
    expectFollowed(fixture, before);
  });

  test('without a remote: refused before anything moves, and works when the merge has ended', async () => {
    const fixture = merging(false);
    const remedy = await expectRefused(fixture, 'git.in-progress');
    expect(remedy).toEqual(['git merge --continue', 'git merge --abort']);
    expect(existsSync(join(fixture.repository.work, '.git', 'MERGE_HEAD'))).toBe(true);
    follow(fixture, 'git merge --abort');
    const before = tip(fixture);
    expect((await approve(fixture)).code).toBe(0);
    expectFollowed(fixture, before);
  });
});

describe('a stale index.lock', () => {
  test.each([true, false])(
    '(remote: %s): the approval is made, and what is to be typed brings the files forward',
    async (remote) => {
      const fixture = copyOf(remote);
      const before = tip(fixture);
      const lock = writeUnder(fixture.repository.work, '.git/index.lock', '');
      const ran = await approve(fixture);
      expect(ran.code).toBe(0);
      expect(existsSync(lock)).toBe(true);
      const { reason, remedy } = toldOfCheckout(ran);
      expect(reason).toBe('locked');
      expect(remedy).toContain(lock);
      if (remote) follow(fixture, remedy);
      else {
        follow(fixture, `rm ${lock}`);
        expect((await approve(fixture, '--json')).error.code).toBe('state.not-pending');
      }
      expectFollowed(fixture, before);
      expect(fixture.repository.git('status', '--porcelain')).toBe('');
    },
  );
});

describe('a shallow clone', () => {
  test('decides nothing, still reads, and works when its history is there', async () => {
    const fixture = copyOf(true);
    const { repository, id } = fixture;
    const cwd = join(repository.root, 'shallow');
    runGit(repository.root, repository.env('carl'), ['clone', '-q', '--depth=1', `file://${repository.remote}`, cwd]);
    const before = tip(fixture);
    const ran = await repository.run('carl', ['approve', id, '--json'], { cwd });
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([6, '', 'git.shallow']);
    expect(ran.error.remedy).toEqual(['git fetch --unshallow']);
    expect(tip(fixture)).toBe(before);
    expect((await repository.run('carl', ['request', 'list', '--json'], { cwd })).orThrow().json).toMatchObject([
      { id },
    ]);
    runGit(cwd, repository.env('carl'), ['fetch', '-q', '--unshallow']);
    (await repository.run('carl', ['approve', id], { cwd })).orThrow();
    expect(tip(fixture)).not.toBe(before);
  });
});

describe('no access to the remote', () => {
  test('nothing is decided or written, what is known can be read, and it works when the remote is back', async () => {
    const fixture = copyOf(true);
    const { repository, id } = fixture;
    const [remote = '', before] = [repository.remote, repository.git('for-each-ref')];
    renameSync(remote, `${remote}.away`);
    for (const [who, ...args] of [
      ['carl', 'approve', id],
      ['carl', 'reject', id, '--reason', 'not good enough yet'],
      ['dora', 'request', 'edit', id, '--set', 'request.impactAssessment=high'],
      ['ada', 'policy', 'grant', 'nina@example.com', '--role', 'cpi'],
    ] as const) {
      const ran = await repository.rgz(who, ...args, '--json');
      expect([args[0], ran.code, ran.stdout, ran.error.code]).toEqual([args[0], 6, '', 'git.unreachable']);
      expect(ran.error.remedy).not.toEqual([]);
    }
    expect((await repository.rgz('vera', 'request', 'list', '--json')).orThrow().json).toMatchObject([{ id }]);
    expect((await repository.rgz('vera', 'show', id)).code).toBe(0);
    expect([repository.git('for-each-ref'), repository.git('status', '--porcelain')]).toEqual([before, '']);
    renameSync(`${remote}.away`, remote);
    const tipBefore = tip(fixture);
    expect((await approve(fixture)).code).toBe(0);
    expectFollowed(fixture, tipBefore);
  });
});
