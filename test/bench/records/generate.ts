import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { modeline } from '../../../src/adapters/records/layout.ts';
import { write } from '../../../src/adapters/yaml/print/write.ts';
import type { Json } from '../../../src/domain/json.ts';
import { actionOf } from '../../../src/domain/kind.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { commitMessage } from '../../../src/operations/commit-message.ts';
import { admin, controller, policy, tenants } from './company.ts';
import { FastImport } from './fast-import.ts';
import { apiVersion, environments, type Life, lifeOf, statusAfter } from './life.ts';
import { births, type Moment, timeline } from './timeline.ts';

export interface Wanted {
  records: number;
  seed: number;
  /** Unix seconds: nothing happens later. */
  until: number;
  /** Only what people decided, and only so many commits of it: each is one event that its author could sign. */
  decisions?: number;
}

/**
 * Makes a bare repository with so many promotion requests, in the order of their times and with the texts that rgz
 * would have written: a commit for every decision of a person, and one for what the controller did of each request.
 * The same wish gives the same commit ids. Nothing is signed: this Git's fast-import cannot.
 */
export async function generate(gitDir: string, wanted: Wanted, env: Readonly<Record<string, string>>): Promise<number> {
  mkdirSync(gitDir, { recursive: true });
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', gitDir], { env });
  const all = births(wanted.seed, wanted.records, wanted.until);
  const into = new FastImport(gitDir, env);
  const start = (all[0]?.at ?? wanted.until) - 3600;
  await into.commit({ actor: admin, at: start, message: 'rgz: records repository\n', files: firstFiles() });
  let commits = 1;
  const alive = new Map<number, Growing>();
  for (const moment of timeline(all, wanted.until)) {
    if (commits === wanted.decisions) break;
    if (wanted.decisions !== undefined && actorOf(moment) === controller) continue;
    await into.commit(commitOf(moment, alive));
    commits += 1;
  }
  await into.end();
  return commits;
}

function actorOf({ birth, count }: Moment) {
  return lifeOf(birth).happenings[count - 1]?.actor;
}

interface Growing {
  life: Life;
  path: string;
  /** The file down to the end of the spec, which no event changes. */
  head: string;
}

function grow(life: Life): Growing {
  const path = promotion.place(life.draft);
  return { life, path, head: write(life.draft as unknown as Json, modeline(path, promotion.kind)) };
}

function commitOf({ birth, count }: Moment, alive: Map<number, Growing>) {
  const growing = alive.get(birth.index) ?? grow(lifeOf(birth));
  const { life, path, head } = growing;
  if (count < life.happenings.length) alive.set(birth.index, growing);
  else alive.delete(birth.index);
  const happening = life.happenings[count - 1];
  if (happening === undefined) throw new Error(`${birth.id} has no event ${count}`);
  const { actor, action, at } = happening;
  const status = JSON.parse(JSON.stringify(statusAfter(life, count))) as Json;
  const subject = `${birth.id}: ${actionOf(promotion, action)?.phrase} by ${actor.email}`;
  const message = commitMessage(subject, { record: birth.id, action, actor: actor.email });
  return { actor, at, message, files: new Map([[path, `${head}\n${write({ status })}`]]) };
}

function firstFiles(): Map<string, string> {
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
