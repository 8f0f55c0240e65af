import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../../src/app.ts';
import { forCheck } from '../../src/check-app.ts';
import { check } from '../../src/operations/check.ts';
import { exportAudit } from '../../src/operations/export-audit.ts';
import { readSettings } from '../../src/settings.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import type { Repository } from '../kit/repository.ts';
import type { Outcome } from './attack.ts';

/** A server's repository of its own whose branch is at a commit, over the objects of the one in which it was made. */
export function serve(repository: Repository, head: string): string {
  return serveObjects(join(repository.work, '.git', 'objects'), head);
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
export async function judge(repository: Repository, { head, base }: Outcome & { base: string }): Promise<Judged> {
  const served = await openServed(serve(repository, head), repository.env('vera'));
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
