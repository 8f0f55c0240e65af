import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { openApp } from '../../src/app.ts';
import { apply } from '../../src/domain/apply.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { actionOf } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { onboarding } from '../../src/kinds/onboarding/index.ts';
import { whoActs } from '../../src/operations/acting.ts';
import { readSettings } from '../../src/settings.ts';
import type { Seat } from './approve-many.ts';

export interface SessionWish {
  tenant?: string;
  company?: string;
  users?: readonly JsonObject[];
  locale?: 'en' | 'fr';
  /** Leave it one event before it is complete. */
  short?: boolean;
}

export const awa = { firstName: 'Awa', lastName: 'Diop', email: 'awa@ndar.example', role: 'admin' };
export const modou = { firstName: 'Modou', lastName: 'Fall', phone: '+221771234567', role: 'collaborator' };

/** Brings a session of a company to its end, each event a commit with what it writes beside the record. Gives its id. */
export async function completeSession(admin: Seat, robot: Seat, wish: SessionWish = {}): Promise<string> {
  const { tenant = 'boutique-ndar', company = 'Boutique Ndar', users = [awa, modou], locale } = wish;
  const [first, second] = await Promise.all([open(admin), open(robot)]);
  const view = await first.store.view('write');
  const policy = await view.policy();
  const now = first.clock.now();
  const year = now.slice(0, 4);
  const used = await view.usedIdentifiers(onboarding, year);
  const id = `OB-${year}-${String(used.length + 1).padStart(4, '0')}`;
  const { actor } = await whoActs(first, policy);
  let record = {
    apiVersion: 'rgz.dev/v1',
    kind: 'OnboardingSession',
    metadata: { id, createdAt: now, createdBy: actor.email, tenant },
    spec: {
      company: { name: company, sector: 'retail', country: 'SN', site: { name: 'Sor', address: 'Saint-Louis' } },
      users,
      ...(locale === undefined ? {} : { locale }),
    },
  } as unknown as RecordData;
  const data = new Map(['products', 'sales'].map((name) => [`tenants/${tenant}/data/${name}.csv`, 'code\nP1\n']));
  const files = [...data].map(([path, text]) => ({ path, sha256: sha256(text), rows: 1 }));
  const [products, sales] = files as unknown as Json[];
  const plan = `sha256:${sha256(JSON.stringify(files))}`;
  const attempt = { attempt: `${id}.1` };
  const imported = { plan, products: products ?? null, sales: sales ?? null, quality: { score: 90, parts: {} } };
  const steps: [typeof first, string, Record<string, Json>][] = [
    [first, 'created', {}],
    [first, 'imported', imported],
    [first, 'activation-ordered', { plan }],
    [second, 'claimed', { ...attempt, controller: 'one', lease: now, deployer: 'git' }],
    [second, 'launched', { ...attempt, jobId: 'j1' }],
    [second, 'completed', { ...attempt, jobId: 'j1' }],
  ];
  const start = view.tip.commit;
  let tip = start;
  for (const [app, name, fields] of wish.short ? steps.slice(0, -1) : steps) {
    const acting = await whoActs(app, policy);
    const action = actionOf(onboarding, name);
    if (action === undefined) throw new Error(`no action ${name}`);
    const digest = app.store.digest(record);
    const fold = foldHistory(onboarding, record, digest);
    const situation = { kind: onboarding, record, digest, fold, policy, contributions: [], now };
    record = apply(situation, acting.actor, action, { fields }).record;
    const beside = onboarding.beside?.(record, name) ?? [];
    const written = new Map(beside.map((file) => [file.path, Buffer.from(stringify(file.data))]));
    if (name === 'imported') for (const [path, text] of data) written.set(path, Buffer.from(text));
    const draft = {
      parent: tip,
      files: new Map([...written, [onboarding.place(record), Buffer.from(stringify(record))]]),
      message: `${id}: ${name}`,
      author: acting.identity.author,
      committer: acting.identity.committer,
      at: Math.floor(Date.parse(now) / 1000),
    };
    tip = await app.git.writeCommit(draft, acting.signer);
  }
  if ((await first.git.advance(start, tip)) !== 'advanced') throw new Error('somebody else wrote');
  await first.git.syncCheckout(start, tip);
  await Promise.all([first.git.close(), second.git.close()]);
  return id;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function open({ folder, env }: Seat) {
  return openApp({ start: folder, from: folder, settings: readSettings(env), version: '0', interactive: false });
}
