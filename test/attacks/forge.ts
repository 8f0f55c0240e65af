import { parse, stringify } from 'yaml';
import { digestOf } from '../../src/adapters/records/load.ts';
import { apply } from '../../src/domain/apply.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { Json } from '../../src/domain/json.ts';
import { actionOf } from '../../src/domain/kind.ts';
import { type Policy, readPolicy } from '../../src/domain/policy.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Entry } from '../kit/git-objects.ts';
import { commitText } from '../kit/hand-commit.ts';
import { cast, stranger } from '../kit/people.ts';
import type { Repository, Who } from '../kit/repository.ts';
import type { SshKey } from '../kit/ssh-keys.ts';
import { withSignature } from './signatures.ts';

/** A commit by hand: every part may be false. */
export interface Forgery {
  by: Who;
  on?: string | readonly string[];
  /** The tree to start from, where it is not that of the first parent. */
  tree?: string;
  /** null deletes; `{ mode, oid }` puts any entry there. */
  files?: Readonly<Record<string, string | null | Entry>>;
  author?: { name: string; email: string };
  committer?: Who;
  message?: string;
  /** null: unsigned. */
  key?: SshKey | null;
  /** Seconds after the head of the base. */
  after?: number;
  /** Rewrites what is then signed. */
  rewriteUnsigned?: (text: string) => string;
  /** Rewrites the signed commit. */
  rewrite?: (text: string) => string;
}

export interface StepOptions {
  on?: string;
  after?: number;
  spec?: (spec: RecordData['spec']) => void;
  fields?: Record<string, Json>;
  /** Falsifies the event that rgz would have written. */
  falsify?: Partial<HistoryEvent>;
}

const people = { ...cast, sam: stranger };
export const policyPath = '.rgz/policy.yaml';

/** Builds commits on a legitimate repository; nothing of what it makes touches a branch. */
export class Forge {
  readonly repository: Repository;
  readonly head: string;
  readonly at: number;
  readonly #texts = new Map<string, string>();

  constructor(repository: Repository) {
    this.repository = repository;
    this.head = repository.head();
    this.at = Number(repository.git('log', '-1', '--format=%ct'));
  }

  git(...args: string[]): string {
    return this.repository.git(...args);
  }

  blob(text: string): string {
    return this.object('blob', text);
  }

  /** Any object, also one that Git's own commands would not make. */
  object(type: string, text: string): string {
    return this.repository.objects.write(type, text);
  }

  /** A file of a commit; of the head of the base, once read, from memory. */
  text(path: string, on = this.head): string {
    const key = `${on}:${path}`;
    const text = this.#texts.get(key) ?? `${this.repository.show(path, on)}\n`;
    this.#texts.set(key, text);
    return text;
  }

  /** A record's file: a checklist by its path, anything else by its id. */
  path(id: string): string {
    return id.includes('/') ? id : this.repository.pathOf(id);
  }

  record(id: string, on = this.head): RecordData {
    return parse(this.text(this.path(id), on)) as RecordData;
  }

  policyFile(on = this.head): PolicyFile {
    return parse(this.text(policyPath, on)) as PolicyFile;
  }

  policy(on = this.head): Policy {
    const reading = readPolicy(this.policyFile(on));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return reading.policy;
  }

  /** The files of a policy that was changed and whose version rose. */
  policyWith(change: (policy: PolicyFile) => void, on = this.head): Record<string, string> {
    const file = this.policyFile(on);
    file.version += 1;
    change(file);
    return { [policyPath]: stringify(file) };
  }

  moment(after: number): string {
    return new Date((this.at + after) * 1000).toISOString().replace('.000', '');
  }

  /** The record after one more event, as rgz would write it, unless it is to be falsified. */
  stepped(id: string, by: Who, actionName: string, options: StepOptions = {}): RecordData {
    return this.steppedFrom(this.record(id, options.on), by, actionName, options);
  }

  /** The same of a record that lies nowhere yet. */
  steppedFrom(record: RecordData, by: Who, actionName: string, options: StepOptions = {}): RecordData {
    const { on = this.head, after = 10, spec: edit, fields, falsify } = options;
    const digest = digestOf(record);
    const kind = kinds.find((each) => each.kind === record.kind);
    const action = kind && actionOf(kind, actionName);
    if (kind === undefined || action === undefined) throw new Error(`there is no action ${actionName}`);
    const fold = foldHistory(kind, record, digest);
    const policy = this.policy(on);
    const now = this.moment(after);
    const situation = { kind, record, digest, fold, policy, contributions: [], now };
    const value = structuredClone(record.spec);
    edit?.(value);
    const input = { fields: fields ?? {}, spec: { value, digest: digestOf({ ...record, spec: value }) } };
    const applied = apply(situation, { email: people[by].email, name: '', key: undefined }, action, input).record;
    if (falsify !== undefined) Object.assign(applied.status?.history.at(-1) ?? {}, falsify);
    return applied;
  }

  /** The files of one step. */
  step(id: string, by: Who, action: string, options: StepOptions = {}): Record<string, string> {
    return { [this.path(id)]: stringify(this.stepped(id, by, action, options)) };
  }

  /** The files of a record that was changed by hand. */
  changed(id: string, change: (record: RecordData) => void, on = this.head): Record<string, string> {
    const record = this.record(id, on);
    change(record);
    return { [this.path(id)]: stringify(record) };
  }

  commit(forgery: Forgery): string {
    const { by, files = {}, committer = by, after = 10, message = 'by hand' } = forgery;
    const parents = [forgery.on ?? this.head].flat();
    const key = forgery.key === undefined ? this.usualKey(by) : (forgery.key ?? undefined);
    const plain = commitText({
      tree: this.tree(forgery.tree ?? parents[0], files),
      parents,
      author: forgery.author ?? people[by],
      committer: people[committer],
      at: this.at + after,
      message,
      key: undefined,
    });
    const payload = forgery.rewriteUnsigned?.(plain) ?? plain;
    const text = key === undefined ? payload : withSignature(payload, key.sign(payload));
    return this.object('commit', forgery.rewrite?.(text) ?? text);
  }

  tree(from: string | undefined, files: NonNullable<Forgery['files']>): string {
    const entries = Object.entries(files).map(([path, what]) => {
      return [path, typeof what === 'string' ? { mode: '100644', oid: this.blob(what) } : what] as const;
    });
    return this.repository.objects.tree(from, Object.fromEntries(entries));
  }

  private usualKey(by: Who): SshKey | undefined {
    return this.repository.identity === 'signed' ? this.repository.key(by) : undefined;
  }
}
