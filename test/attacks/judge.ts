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
  const folder = join(makeFolder(), 'served.git');
  mkdirSync(folder);
  const format = head.length === 64 ? 'sha256' : 'sha1';
  const version = format === 'sha256' ? 1 : 0;
  const extension = format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
  writeUnder(folder, 'config', `[core]\n\trepositoryformatversion = ${version}\n\tbare = true\n${extension}`);
  writeUnder(folder, 'HEAD', 'ref: refs/heads/main\n');
  writeUnder(folder, 'objects/info/alternates', `${join(repository.work, '.git', 'objects')}\n`);
  writeUnder(folder, 'refs/heads/main', `${head}\n`);
  return folder;
}

export interface Judged {
  audit: readonly Finding[];
  range: readonly Finding[];
  /** The rules that the events of an export name as not kept, each once. */
  exported: readonly string[];
}

/** What the audit of a branch finds, and the check of the commits after `base`. */
export async function judge(repository: Repository, { head, base }: Outcome & { base: string }): Promise<Judged> {
  const folder = serve(repository, head);
  const settings = readSettings(repository.env('vera'));
  const app = await openApp({ start: folder, from: folder, settings, version: 'test', interactive: false });
  try {
    const whole = await exportAudit(app, {});
    const part = await check(forCheck(app, 'test'), { range: { base, head } });
    const named = whole.events.flatMap(({ verdict }) => (verdict.includes('.') ? verdict.split(' ') : []));
    return { audit: whole.findings, range: part.findings, exported: [...new Set(named)].sort() };
  } finally {
    await app.git.close();
  }
}

/** The codes of the errors among findings, each once. */
export function codesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.filter((each) => each.severity === 'error').map((each) => each.rule))].sort();
}
