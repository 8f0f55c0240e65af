import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packedCount } from '../../src/adapters/git/packs/packed-count.ts';
import { openApp } from '../../src/app.ts';
import { forCheck } from '../../src/check-app.ts';
import { check } from '../../src/operations/check.ts';
import { exportAudit } from '../../src/operations/export-audit.ts';
import { readSettings } from '../../src/settings.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { makeFolder, runGit, writeUnder } from '../kit/folder.ts';
import type { Repository } from '../kit/repository.ts';
import type { Outcome } from './attack.ts';

/**
 * A server's repository of its own whose branch is at a commit, over the objects of the one in which it was made. `pack`:
 * a folder with packs that it has besides.
 */
export function serve(repository: Repository, head: string, pack?: string): string {
  const folder = serveObjects(join(repository.work, '.git', 'objects'), head);
  if (pack !== undefined) cpSync(pack, join(folder, 'objects', 'pack'), { recursive: true });
  return folder;
}

/** A pack with so much in it that nobody takes a history beside it for a short one: it is walked over with Git. */
export function makeLargePack(repository: Repository, format: 'sha1' | 'sha256'): string {
  const folder = makeFolder();
  const env = repository.env('ada');
  runGit(folder, env, ['init', '-q', '--bare', `--object-format=${format}`]);
  const blobs = Array.from({ length: 1_000 }, (_, at) => `blob\ndata ${String(at).length}\n${at}\n`);
  runGit(folder, env, ['fast-import', '--quiet'], blobs.join(''));
  const pack = join(folder, 'objects', 'pack');
  if (packedCount(join(folder, 'objects')) < 1_000) throw new Error('Git made no large pack');
  return pack;
}

/** The same over any folder of objects. */
export function serveObjects(objects: string, head: string): string {
  const folder = join(makeFolder(), 'served.git');
  mkdirSync(folder);
  const format = head.length === 64 ? 'sha256' : 'sha1';
  const version = format === 'sha256' ? 1 : 0;
  const extension = format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  writeUnder(folder, 'config', `[core]\n\trepositoryformatversion = ${version}\n\tbare = true\n${extension}`);
  writeUnder(folder, 'HEAD', 'ref: refs/heads/main\n');
  writeUnder(folder, 'objects/info/alternates', `${objects}\n`);
  writeUnder(folder, 'refs/heads/main', `${head}\n`);
  return folder;
}

/** The judges of a served repository, in this process. */
export async function openServed(folder: string, env: Record<string, string>) {
  const settings = readSettings(env);
  const app = await openApp({ start: folder, from: folder, settings, version: 'test', interactive: false });
  return {
    audit: (since: string | undefined) => exportAudit(app, since === undefined ? {} : { since }),
    check: async (range: { base: string; head: string }): Promise<readonly Finding[]> =>
      (await check(forCheck(app), { range })).findings,
    close: () => app.git.close(),
  };
}

export interface Judged {
  audit: readonly Finding[];
  range: readonly Finding[];
  /** The rules that the events of an export name as not kept, each once. */
  exported: readonly string[];
}

/** What the audit of a branch finds, and the check of the commits after `base`. */
export async function judge(
  repository: Repository,
  { head, base }: Outcome & { base: string },
  pack?: string,
): Promise<Judged> {
  const served = await openServed(serve(repository, head, pack), repository.env('vera'));
  try {
    const { events, findings } = await served.audit(undefined);
    const named = events.flatMap(({ verdict }) => (verdict.includes('.') ? verdict.split(' ') : []));
    return { audit: findings, range: await served.check({ base, head }), exported: [...new Set(named)].sort() };
  } finally {
    await served.close();
  }
}

/** The codes of the errors among findings, each once. */
export function codesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter((each) => each.severity === 'error').map((each) => each.rule))].sort();
}
