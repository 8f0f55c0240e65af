import { parse, stringify } from 'yaml';
import { digestOf } from '../../src/adapters/records/load.ts';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { apply } from '../../src/domain/apply.ts';
import { foldHistory } from '../../src/domain/history.ts';
import { actionOf } from '../../src/domain/kind.ts';
import { readPolicy } from '../../src/domain/policy.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { cast, stranger, tenants } from '../kit/people.ts';
import { recordOf, recordPath } from '../kit/requests.ts';
import { type MemoryCommit, MemoryGit } from './memory-git.ts';
import type { Random } from './random.ts';

const people = Object.values({ ...cast, stranger });
const ids = ['PR-2026-0001', 'PR-2026-0002', 'PR-2026-0003'];
const configPath = '.rgz/config.yaml';
const policyPath = '.rgz/policy.yaml';
export const start = Math.floor(Date.parse('2026-01-15T10:00:00Z') / 1000);

type Files = Map<string, { mode: string; oid: string }>;

/** A history that is partly legal: every kind of step that rgz makes, and every kind that it has to notice. */
export class HistoryMaker {
  readonly git: MemoryGit;
  readonly #random: Random;
  readonly #heads: MemoryCommit[] = [];
  #at = start;

  constructor(random: Random, folder: string) {
    this.git = new MemoryGit(String(random.next()), folder);
    this.#random = random;
  }

  /** Gives the head, from which everything can be reached. */
  make(steps: number, identity: 'signed' | 'author'): MemoryCommit {
    const random = this.#random;
    this.#commit([], new Map([['README.md', this.#file('hello\n')]]), cast.ada.email);
    const adopted = new Map([...this.#tip().files, ...adoptedFiles(this.git, identity)]);
    this.#commit([this.#tip()], adopted, cast.ada.email);
    for (let step = 0; step < steps; step += 1) {
      this.#at += random.chance(0.05) ? -random.below(5_000) : random.below(300);
      const on = random.chance(0.15) ? random.pick(this.#heads) : this.#tip();
      if (random.chance(0.08)) this.#merge(on, random.pick(this.#heads));
      else this.#step(on);
    }
    return this.#tip();
  }

  #step(on: MemoryCommit): void {
    const random = this.#random;
    const files: Files = new Map(on.files);
    const who = random.pick(people).email;
    const path = recordPath({ id: random.pick(ids) });
    const kind = random.below(20);
    if (kind < 13) this.#event(files, path, who);
    else if (kind === 13) this.#policyStep(files);
    else if (kind === 14) files.delete(random.pick(['README.md', ...files.keys()]));
    else if (kind === 15) this.#damage(files, path);
    else if (kind === 16)
      files.set(random.pick(['requests/x.txt', 'Requests/a.yaml', 'src/a.ts']), this.#file(`${this.#at}\n`));
    else if (kind === 17) files.set(path, { mode: random.pick(['120000', '100755']), oid: this.git.blob('elsewhere') });
    else if (kind === 18) files.set(path.replace('/prod/', '/staging/'), files.get(path) ?? this.#file('a: 1\n'));
    else this.#draft(files, path, who);
    this.#commit([on], files, random.chance(0.9) ? who : random.pick(people).email);
  }

  #event(files: Files, path: string, who: string): void {
    const random = this.#random;
    const record = this.#read(files, path);
    if (record === undefined) {
      this.#draft(files, path, who, random.chance(0.7));
      return;
    }
    const legal = promotion.actions.filter((each) => each.from.includes(record.status?.state ?? 'draft'));
    const any = random.chance(0.15) || legal.length === 0;
    this.#put(files, path, this.#with(record, random.pick(any ? promotion.actions : legal).action, who));
  }

  #with(record: RecordData, name: string, who: string): RecordData {
    const random = this.#random;
    const action = actionOf(promotion, name);
    if (action === undefined) throw new Error(name);
    const reading = readPolicy(
      parse(stringify({ version: 1, identity: 'author', people: policyPeople() })) as PolicyFile,
    );
    if (!reading.ok) throw new Error('the policy of the cast cannot be read');
    const digest = digestOf(record);
    const value = structuredClone(record.spec);
    if (random.chance(name === 'edited' ? 0.8 : 0.05))
      Object.assign(value.target as object, { version: `${random.below(9)}.0.0` });
    const spec = { value, digest: digestOf({ ...record, spec: value }) };
    const fold = foldHistory(promotion, record, digest);
    const now = moment(this.#at);
    const situation = { kind: promotion, record, digest, fold, policy: reading.policy, contributions: [], now };
    const reason = this.#at % 4 === 0 ? 'too short' : 'it cannot be done this week';
    const fields: Record<string, string> = action.explains ? { reason } : {};
    const input = { spec, fields };
    const { record: after } = apply(situation, { email: who, name: '', key: undefined }, action, input);
    if (after.status !== undefined && random.chance(0.1)) falsify(random, after.status.history);
    return after;
  }

  #draft(files: Files, path: string, who: string, created = false): void {
    const id = path.slice(-17, -5);
    const draft = recordOf({
      id,
      createdBy: this.#random.chance(0.9) ? who : 'cleo@example.com',
    }) as unknown as RecordData;
    this.#put(files, path, created ? this.#with(draft, 'created', who) : draft);
  }

  #policyStep(files: Files): void {
    const found = files.get(policyPath);
    if (found === undefined) return;
    const policy = parse(this.git.text(found.oid)) as PolicyFile;
    policy.version += this.#random.below(3);
    const person = this.#random.pick(policy.people);
    person.roles = [{ role: this.#random.pick(['admin', 'cpi', 'devops', 'viewer', 'cpi-admin']) }];
    files.set(policyPath, this.#file(stringify(policy)));
  }

  #damage(files: Files, path: string): void {
    const found = files.get(path);
    const text = found === undefined ? 'x' : this.git.text(found.oid);
    const at = this.#random.below(text.length + 1);
    files.set(
      path,
      this.#file(
        text.slice(0, at) + this.#random.pick(['&a ', '', '\t', 'x']) + text.slice(at + this.#random.below(20)),
      ),
    );
  }

  #merge(left: MemoryCommit, right: MemoryCommit): void {
    const files: Files = new Map(left.files);
    for (const [path, entry] of right.files) if (this.#random.chance(0.7)) files.set(path, entry);
    this.#commit(left === right ? [left] : [left, right], files, this.#random.pick(people).email);
  }

  #commit(on: readonly MemoryCommit[], files: Files, email: string): void {
    const person = { name: 'x', email, at: this.#at };
    const signer = this.#random.chance(0.95) ? email : this.#random.pick(people).email;
    const signature = { armoured: keyOf(signer), payload: Buffer.alloc(0) };
    const commit = this.git.add({
      parents: on.map((each) => each.oid),
      author: person,
      committer: this.#random.chance(0.95) ? person : { ...person, email: this.#random.pick(people).email },
      message: `step ${this.#heads.length}`,
      files,
      ...(this.#random.chance(0.97) ? { signature } : {}),
    });
    this.#heads.push(commit);
  }

  #tip(): MemoryCommit {
    const tip = this.#heads.at(-1);
    if (tip === undefined) throw new Error('nothing has been committed');
    return tip;
  }

  #file(text: string) {
    return { mode: '100644', oid: this.git.blob(text) };
  }

  #put(files: Files, path: string, record: RecordData): void {
    files.set(path, this.#file(JSON.stringify(record)));
  }

  #read(files: Files, path: string): RecordData | undefined {
    try {
      const record = parse(this.git.text(files.get(path)?.oid ?? '')) as RecordData;
      return checkSchema(promotion.kind, record).length === 0 && promotion.place(record) === path ? record : undefined;
    } catch {
      return undefined;
    }
  }
}

function falsify(random: Random, history: HistoryEvent[]): void {
  const event = random.pick(history);
  const change = random.below(5);
  if (change === 0) event.by = random.pick(people).email;
  else if (change === 1) event.at = moment(start + random.below(100_000));
  else if (change === 2) event.quorum = 1 + random.below(3);
  else if (change === 3) history.splice(random.below(history.length), 1);
  else history.push(structuredClone(event));
}

/** What an adoption leaves: a policy with the whole cast, a configuration, two tenants. */
export function adoptedFiles(git: MemoryGit, identity: 'signed' | 'author'): Files {
  const tenant = (id: string) => `apiVersion: rgz.dev/v1\nkind: Tenant\nmetadata:\n  id: ${id}\nspec: {}\n`;
  const config = ['apiVersion: rgz.dev/v1', 'kind: Config', 'environments:', '  staging: {}', '  prod: {}'];
  const texts = {
    [policyPath]: policyTexts[identity],
    [configPath]: [...config, 'order: [staging, prod]', ''].join('\n'),
    ...Object.fromEntries(tenants.map((id) => [`tenants/${id}/tenant.yaml`, tenant(id)])),
  };
  return new Map(Object.entries(texts).map(([path, text]) => [path, { mode: '100644', oid: git.blob(text) }]));
}

function policyText(identity: 'signed' | 'author'): string {
  return stringify({ apiVersion: 'rgz.dev/v1', kind: 'Policy', version: 1, identity, people: policyPeople() });
}

const policyTexts = { signed: policyText('signed'), author: policyText('author') };

function policyPeople() {
  return Object.values(cast).map(({ email, roles }) => ({
    emails: [email],
    keys: [keyOf(email)],
    roles: roles.map((role) => ({ role: role.replace(/:.*/, '') })),
  }));
}

/** Stands for a key; the verifier of these tests takes it as the proof as well. */
export function keyOf(email: string): string {
  return `ssh-ed25519 ${Buffer.from(email).toString('base64')}`;
}

function moment(at: number): string {
  return new Date(at * 1000).toISOString().replace('.000', '');
}
