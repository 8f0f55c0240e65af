import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { openGitRepository } from '../../../src/adapters/git/index.ts';
import { packedCount } from '../../../src/adapters/git/packs/packed-count.ts';
import { GitRunner } from '../../../src/adapters/git/run-git.ts';
import { WalkThread } from '../../../src/adapters/git/walk-apart.ts';
import { type Listed, walkListed } from '../../../src/adapters/git/walk-listed.ts';
import { signatureVerifier } from '../../../src/adapters/ssh/verify.ts';
import type { WalkedCommit } from '../../../src/ports/git.ts';
import { generate } from '../../bench/records/generate.ts';
import { homeAt, makeFolder, runGit } from '../../kit/folder.ts';
import { failure } from './sandbox.ts';

const folder = makeFolder();
const env = homeAt(join(folder, 'home'), '');
const gitDir = join(folder, 'signed.git');
const thread = join(folder, 'walk-thread.cjs');
const folders = ['.rgz', 'tenants', 'requests'];
const verify = signatureVerifier();
const git = new GitRunner(gitDir, env, false);
let listed: Listed;

/** As the thread gives it. */
function verified({ signature, ...commit }: WalkedCommit): WalkedCommit {
  return signature === undefined ? commit : { ...commit, verdict: verify(signature.armoured, signature.payload) };
}

async function all(commits: AsyncIterable<WalkedCommit>): Promise<WalkedCommit[]> {
  const found: WalkedCommit[] = [];
  for await (const commit of commits) found.push(commit);
  return found;
}

beforeAll(() => {
  const entry = new URL('../../../src/walk-thread.ts', import.meta.url).pathname;
  buildSync({ entryPoints: [entry], outfile: thread, bundle: true, platform: 'node', format: 'cjs' });
  generate(gitDir, { records: 1_000, commits: 2_600, seed: 3, until: Date.UTC(2026, 0, 1) / 1000 }, env);
  const unsigned = [
    ...['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false'],
    ...['commit-tree', 'main^{tree}', '-p', 'main', '-m', 'not signed \u{1f600}'],
  ];
  runGit(gitDir, env, ['update-ref', 'refs/heads/main', runGit(gitDir, env, unsigned).trim()]);
  const lines = runGit(gitDir, env, ['rev-list', '--topo-order', '--reverse', '--parents', 'main']).trim().split('\n');
  listed = { lines, folders, format: 'sha1' };
});

describe('walking in a thread of its own', () => {
  it('gives what walking in this one gives, with what became of each signature', async () => {
    const head = runGit(gitDir, env, ['rev-parse', 'main']).trim();
    const here = await openGitRepository({ start: gitDir, env });
    const apart = await openGitRepository({ start: gitDir, env, thread });
    const [wanted, found] = [
      await all(here.walk(undefined, head, folders)),
      await all(apart.walk(undefined, head, folders)),
    ];
    expect(found).toEqual(wanted.map(verified));
    expect(found).toHaveLength(2_601);
    expect(found.filter(({ verdict }) => verdict?.kind === 'good')).toHaveLength(2_600);
  });

  it('gives a short history of a large store as well, for which a thread got ready in vain', async () => {
    const head = runGit(gitDir, env, ['rev-parse', 'main~2400']).trim();
    const here = await openGitRepository({ start: gitDir, env });
    const apart = await openGitRepository({ start: gitDir, env, thread });
    expect(packedCount(join(gitDir, 'objects'))).toBeGreaterThan(7_000);
    const found = await all(apart.walk(undefined, head, folders));
    expect(found).toEqual(await all(here.walk(undefined, head, folders)));
    expect(found.length).toBeLessThan(1_000);
  });

  it('ends when nobody wants more', async () => {
    let count = 0;
    for await (const _ of new WalkThread(thread).walk({ git: git.told(), listed })) if (++count === 3) break;
    expect(count).toBe(3);
  });

  it.each([0, 700, 2_000])('fails as walking here does, where commit %d is not what the list says', async (at) => {
    const lines = listed.lines.map((line, index) => (index === at ? `${'1'.repeat(40)} ${'2'.repeat(40)}` : line));
    const forged = { ...listed, lines };
    const here = await failure(all(walkListed(git, forged)));
    expect(here).toMatchObject({ name: 'RgzError', code: 'git.failed' });
    const { code, message, remedy } = here as Error & { code: string; remedy: string[] };
    expect(await failure(all(new WalkThread(thread).walk({ git: git.told(), listed: forged })))).toMatchObject({
      name: 'RgzError',
      ...{ code, message, remedy },
    });
  });

  it('tells where the thread cannot do its work at all', async () => {
    const gone = { ...git.told(), folder: join(folder, 'gone') };
    expect(await failure(all(new WalkThread(thread).walk({ git: gone, listed })))).toMatchObject({
      code: 'repository.not-found',
    });
    const broken = new WalkThread(join(folder, 'nothing.cjs')).walk({ git: git.told(), listed });
    expect(await failure(all(broken))).toMatchObject({ message: expect.stringContaining('nothing.cjs') });
  });
});
