import {
  appendFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { homeAt, makeFolder, makeLastingFolder, runGit, writeUnder } from './folder.ts';
import { GitObjects } from './git-objects.ts';
import { commitText } from './hand-commit.ts';
import { cast, type PersonSetup, stranger, tenants } from './people.ts';
import { type RequestWish, requestFlags } from './requests.ts';
import { type Ran, runRgz } from './run-rgz.ts';
import { makeSshKey, type SshKey } from './ssh-keys.ts';

export type Who = keyof typeof cast | 'sam';

export interface RepositoryOptions {
  identity?: 'author' | 'signed';
  /** A bare remote beside the clone. Default: true. */
  remote?: boolean;
  /** Default: sha1. */
  objectFormat?: 'sha1' | 'sha256';
  /** Laid over the policy that the cast gets. */
  policy?: Record<string, unknown>;
  /** Laid over the configuration that rgz init writes. */
  config?: Record<string, unknown>;
}

export interface CommitOptions {
  /** null: the path is removed. */
  files?: Readonly<Record<string, string | Buffer | null>>;
  message?: string;
  /** Addresses for `Co-authored-by` trailers. */
  coAuthors?: readonly string[];
  committer?: Who;
  /** Who the commit names as author, whoever made it. */
  author?: { name: string; email: string };
  /** null: unsigned. Default: the key of who commits, where identity is signed. */
  key?: SshKey | null;
  parents?: readonly string[];
  at?: number;
  push?: boolean;
}

const people: Readonly<Record<Who, PersonSetup>> = { ...cast, sam: stranger };
/** A server tidies up now and then; to look after each push whether it is time is one process more. */
const quietRemote = '[receive]\n\tautogc = false\n';
const templates = new Map<string, Promise<Repository>>();

/** A records repository with the whole cast in its policy, and its remote. Made once for each setting, then copied. */
export async function makeRepository(options: RepositoryOptions = {}): Promise<Repository> {
  const setting = JSON.stringify(options);
  const template = templates.get(setting) ?? build(options);
  templates.set(setting, template);
  return (await template).copy();
}

async function build(options: RepositoryOptions): Promise<Repository> {
  const { identity = 'author', remote = true, policy = {}, config = {}, objectFormat = 'sha1' } = options;
  const keys = new Map((Object.keys(people) as Who[]).map((who) => [who, makeSshKey()]));
  const repository = new Repository(makeLastingFolder(), { identity, objectFormat, keys });
  const make = ['init', '-q', `--object-format=${objectFormat}`];
  if (remote) {
    runGit(repository.root, repository.env('ada'), [...make, '--bare', 'remote.git']);
    appendFileSync(join(repository.root, 'remote.git', 'config'), quietRemote);
  }
  if (objectFormat !== 'sha1') runGit(repository.root, repository.env('ada'), [...make, 'work']);
  const named = tenants.flatMap((tenant) => ['--tenant', tenant]);
  const bare = remote ? ['--remote', join(repository.root, 'remote.git')] : [];
  const args = ['init', 'work', '--admin', cast.ada.email, '--identity', identity, ...named, ...bare];
  (await runRgz(args, { cwd: repository.root, env: repository.env('ada') })).orThrow();
  repository.commit('ada', {
    files: {
      '.rgz/policy.yaml': stringify({ ...repository.policyData(), ...policy }, { aliasDuplicateObjects: false }),
      ...(Object.keys(config).length === 0
        ? {}
        : { '.rgz/config.yaml': stringify({ apiVersion: 'rgz.dev/v1', kind: 'Config', ...config }) }),
    },
    message: 'policy: the cast',
  });
  return repository;
}

interface Setting {
  identity: 'author' | 'signed';
  objectFormat: 'sha1' | 'sha256';
  keys: ReadonlyMap<Who, SshKey>;
}

/** A temp folder with a home for each person, one clone that they share, and perhaps a bare remote. */
export class Repository {
  readonly root: string;
  readonly identity: 'author' | 'signed';
  readonly objects: GitObjects;
  readonly #setting: Setting;

  constructor(root: string, setting: Setting) {
    this.root = root;
    this.identity = setting.identity;
    this.objects = new GitObjects(join(root, 'work', '.git'), setting.objectFormat);
    this.#setting = setting;
  }

  /** The clone in which everything runs. */
  get work(): string {
    return join(this.root, 'work');
  }

  get remote(): string | undefined {
    const folder = join(this.root, 'remote.git');
    return existsSync(folder) ? folder : undefined;
  }

  /** The environment of one person: their home, their Git settings, nothing of this machine. */
  env(who: Who): Record<string, string> {
    const home = join(this.root, 'homes', who);
    if (!existsSync(home)) {
      writeUnder(home, 'id_ed25519', this.key(who).privateText, 0o600);
      writeUnder(home, 'id_ed25519.pub', `${this.key(who).publicLine} ${who}\n`);
    }
    return homeAt(home, this.gitConfig(who));
  }

  key(who: Who): SshKey {
    const key = this.#setting.keys.get(who);
    if (key === undefined) throw new Error(`${who} has no key`);
    return key;
  }

  keyFile(who: Who): string {
    return join(this.env(who).HOME ?? '', 'id_ed25519');
  }

  /** Runs rgz in the clone as this person. */
  rgz(who: Who, ...args: string[]): Promise<Ran> {
    return this.run(who, args);
  }

  /** The same with another environment, folder or standard input. */
  run(
    who: Who,
    args: readonly string[],
    more: { env?: Record<string, string>; cwd?: string; input?: string | Buffer } = {},
  ): Promise<Ran> {
    const { env = {}, cwd = this.work, ...rest } = more;
    return runRgz(args, { cwd, env: { ...this.env(who), ...env }, ...rest });
  }

  /** Opens a request and gives its id. */
  async request(who: Who = 'dora', wish: RequestWish = {}): Promise<string> {
    return (await this.rgz(who, 'request', 'create', ...requestFlags(wish))).orThrow().stdout.trim();
  }

  /** Runs Git in the clone, as nobody in particular. */
  git(...args: string[]): string {
    return runGit(this.work, this.env('ada'), args);
  }

  head(): string {
    const ref = /^ref: (.*)\n/.exec(readFileSync(join(this.work, '.git', 'HEAD'), 'utf8'))?.[1];
    return ref === undefined ? this.git('rev-parse', 'HEAD') : this.#commitOf(ref);
  }

  /** A file as the head of the branch holds it, or another commit. */
  show(path: string, commit = 'main'): string {
    const { oid = '' } = this.objects.at(this.#commitOf(commit), path) ?? {};
    return this.objects.read(oid).data.toString().trimEnd();
  }

  /** The path of a record at the head of the branch. */
  pathOf(id: string): string {
    const paths = this.objects.pathsUnder(this.#commitOf('main'), 'requests');
    const path = paths.find((each) => each.endsWith(`/${id}.yaml`));
    if (path === undefined) throw new Error(`there is no file of ${id}`);
    return path;
  }

  /** Puts the clone where the remote is, whatever lies in it. */
  catchUp(): void {
    const remote = this.remote ?? '';
    const commit = readFileSync(join(remote, 'refs/heads/main'), 'utf8').trim();
    new GitObjects(remote, this.#setting.objectFormat).sendTo(this.objects, commit);
    writeUnder(this.work, '.git/refs/remotes/origin/main', `${commit}\n`);
    this.git('reset', '-q', '--hard', commit);
  }

  /** Commits by hand on the branch of the clone, as this person, and publishes it; gives the commit. */
  commit(who: Who, options: CommitOptions = {}): string {
    for (const [path, text] of Object.entries(options.files ?? {})) {
      if (text === null) this.git('rm', '-q', '-r', '--', path);
      else writeUnder(this.work, path, text);
    }
    this.git('add', '-A');
    return this.commitIndex(who, options);
  }

  /** The same of what stands in the index. */
  commitIndex(who: Who, options: CommitOptions = {}): string {
    const {
      message = 'by hand',
      coAuthors = [],
      committer = who,
      push = true,
      at = Math.floor(Date.now() / 1000),
    } = options;
    const trailers = coAuthors.map((email) => `Co-authored-by: Somebody <${email}>`);
    const text = commitText({
      tree: this.git('write-tree'),
      parents: options.parents ?? [this.head()],
      author: options.author ?? people[who],
      committer: people[committer],
      at,
      message: trailers.length === 0 ? message : `${message}\n\n${trailers.join('\n')}`,
      key: options.key === undefined ? this.usualKey(committer) : (options.key ?? undefined),
    });
    const commit = this.objects.write('commit', text);
    this.#moveTo(commit, push ? this.remote : undefined);
    return commit;
  }

  /** A copy that shares nothing with this one but the keys. */
  copy(): Repository {
    const copied = new Repository(makeFolder(), this.#setting);
    const kept = (path: string) => !path.endsWith('.git/objects') && path !== join(this.root, 'homes');
    cpSync(this.root, copied.root, { recursive: true, verbatimSymlinks: true, filter: kept });
    for (const objects of ['work/.git/objects', 'remote.git/objects'])
      if (existsSync(join(this.root, objects))) linkFiles(join(this.root, objects), join(copied.root, objects));
    const config = join(copied.work, '.git', 'config');
    writeFileSync(config, readFileSync(config, 'utf8').replaceAll(this.root, copied.root));
    return copied;
  }

  /** The policy of the cast, as data. */
  policyData(): Record<string, unknown> {
    const listed = (Object.keys(cast) as (keyof typeof cast)[]).map((who) => {
      const { name, email, also = [], roles }: PersonSetup = cast[who];
      const keys = this.identity === 'signed' ? { keys: [this.key(who).publicLine] } : {};
      return { name, emails: [email, ...also], ...keys, roles: roles.map(roleEntry) };
    });
    return {
      apiVersion: 'rgz.dev/v1',
      kind: 'Policy',
      version: 2,
      identity: this.identity,
      people: listed,
      promotions: { quorum: { low: 1, medium: 1, high: 1, critical: 2 }, requireSource: false },
    };
  }

  private gitConfig(who: Who): string {
    const { name, email } = people[who];
    const user = `[user]\n\tname = ${name}\n\temail = ${email}\n`;
    if (this.identity === 'author') return user;
    return `${user}\tsigningkey = ~/id_ed25519.pub\n[gpg]\n\tformat = ssh\n`;
  }

  /** What a push would do, without the nine processes of one. */
  #moveTo(commit: string, remote: string | undefined): void {
    writeUnder(this.work, '.git/refs/heads/main', `${commit}\n`);
    if (remote === undefined) return;
    this.objects.sendTo(new GitObjects(remote, this.#setting.objectFormat), commit);
    writeUnder(remote, 'refs/heads/main', `${commit}\n`);
    writeUnder(this.work, '.git/refs/remotes/origin/main', `${commit}\n`);
  }

  #commitOf(revision: string): string {
    if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision)) return revision;
    const ref = revision === 'main' ? 'refs/heads/main' : revision;
    const file = join(this.work, '.git', ref);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : this.git('rev-parse', `${revision}^{commit}`);
  }

  private usualKey(who: Who): SshKey | undefined {
    return this.identity === 'signed' ? this.key(who) : undefined;
  }
}

/** Objects never change, so two repositories may share their files. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else linkSync(source, target);
  }
}

function roleEntry(text: string): { role: string; tenants?: string[] } {
  const [role = '', tenant] = text.split(':');
  return tenant === undefined ? { role } : { role, tenants: [tenant] };
}
