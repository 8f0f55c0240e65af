import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { modeline } from '../../../src/adapters/records/layout.ts';
import { write } from '../../../src/adapters/yaml/print/write.ts';
import type { Json } from '../../../src/domain/json.ts';
import { actionOf } from '../../../src/domain/kind.ts';
import type { RecordData } from '../../../src/domain/record.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { commitMessage } from '../../../src/operations/commit-message.ts';
import { CommitLine } from './commit-line.ts';
import { admin, policy, tenants } from './company.ts';
import { after, apiVersion, environments } from './life.ts';
import { PackWriter } from './pack-writer.ts';
import { RecordFile } from './record-file.ts';
import { births, type Moment, timeline } from './timeline.ts';

export interface Wanted {
  records: number;
  seed: number;
  /** Unix seconds: nothing happens later. */
  until: number;
  /** No more commits than this, whatever would have happened after them. */
  commits?: number;
}

/**
 * Makes a bare repository with so many promotion requests, in the order of their times and with the texts that rgz
 * would have written: a commit for every event, signed by who made it. The same wish gives the same commit ids.
 */
export function generate(gitDir: string, wanted: Wanted, env: Readonly<Record<string, string>>): number {
  mkdirSync(gitDir, { recursive: true });
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', gitDir], { env });
  const all = births(wanted.seed, wanted.records, wanted.until);
  const pack = new PackWriter(gitDir);
  const line = new CommitLine(pack);
  for (const [path, text] of firstFiles()) line.set(path, pack.add('blob', Buffer.from(text)).oid);
  line.commit({ actor: admin, at: (all[0]?.at ?? wanted.until) - 3600, message: 'rgz: records repository\n' });
  const alive = new Map<string, Growing>();
  for (const moment of timeline(all, wanted.until)) {
    if (line.length === wanted.commits) break;
    addCommit(line, pack, alive, moment);
  }
  for (const { file } of alive.values()) file.close();
  line.close();
  pack.end();
  execFileSync('git', ['update-ref', 'refs/heads/main', line.tip ?? ''], { cwd: gitDir, env });
  return line.length;
}

interface Growing {
  record: RecordData;
  file: RecordFile;
}

function addCommit(line: CommitLine, pack: PackWriter, alive: Map<string, Growing>, moment: Moment): void {
  const { life, happening, number } = moment;
  const { id } = life.draft.metadata;
  const { record, file } = alive.get(id) ?? { record: life.draft, file: new RecordFile(pack, life.draft) };
  const grown = after(record, happening, life.digest);
  line.set(file.path, file.write(grown));
  const { actor, action, at } = happening;
  const subject = `${id}: ${actionOf(promotion, action)?.phrase} by ${actor.email}`;
  const mark = line.length.toString(16).padStart(12, '0');
  const message = `${commitMessage(subject, { record: id, action, actor: actor.email })}Rgz-Write: ${mark}\n`;
  line.commit({ actor, at, message });
  if (number + 1 < life.happenings.length) alive.set(id, { record: grown, file });
  else {
    alive.delete(id);
    file.close();
  }
}

/** The configuration, the policy and the tenants. */
export function firstFiles(): Map<string, string> {
  const named = Object.fromEntries(environments.map((name) => [name, {}]));
  const config = { apiVersion, kind: 'Config', environments: named, order: environments };
  const files = new Map([
    ['.rgz/config.yaml', write(config, modeline('.rgz/config.yaml', 'Config'))],
    ['.rgz/policy.yaml', write(policy(apiVersion) as unknown as Json, modeline('.rgz/policy.yaml', 'Policy'))],
  ]);
  for (const id of tenants) {
    const path = `tenants/${id}/tenant.yaml`;
    files.set(path, write({ apiVersion, kind: 'Tenant', metadata: { id }, spec: {} }, modeline(path, 'Tenant')));
  }
  return files;
}
