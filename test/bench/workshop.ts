import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Program } from './measure/whole-process.ts';
import type { Options } from './options.ts';
import { generateChecklists } from './records/checklists.ts';
import { approvers, requesters, type Worker } from './records/company.ts';
import { generate, type Wanted } from './records/generate.ts';
import { sshKey } from './records/ssh-key.ts';

/** Everything a run makes, in one temp folder that goes when it ends. Git sees none of the machine's settings. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'rgz-bench-'));
  /** The repository of rgz itself. */
  readonly root: string;
  readonly meta: string;
  private readonly options: Pick<Options, 'seed' | 'sources'>;
  private readonly sources = new Map<number, Promise<string>>();
  private readonly log: (line: string) => void;

  constructor(root: string, options: Pick<Options, 'seed' | 'sources'>, log: (line: string) => void) {
    this.root = root;
    this.options = options;
    this.log = log;
    this.meta = join(this.folder, 'meta.json');
    mkdirSync(join(this.folder, 'home'));
    for (const worker of [requesters[0], approvers[0]]) this.settle(worker);
  }

  /** The environment in which Git knows this person and their signing key. */
  envOf(worker: Worker): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      HOME: join(this.folder, 'home'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: join(this.folder, 'home', `${worker.email}.gitconfig`),
    };
  }

  rgz(worker: Worker, cwd: string, ...args: string[]): Program {
    return { args: [process.execPath, join(this.root, 'bin/rgz.js'), ...args], cwd, env: this.envOf(worker) };
  }

  /** What starting Node alone takes. */
  bareNode(cwd?: string): Program {
    return {
      args: [process.execPath, '-e', '0'],
      env: this.envOf(requesters[0]),
      ...(cwd === undefined ? {} : { cwd }),
    };
  }

  git(cwd: string, ...args: string[]): string {
    const options = { cwd, env: this.envOf(requesters[0]), maxBuffer: 1 << 28 };
    return execFileSync('git', args, options).toString().trimEnd();
  }

  /** A bare repository with so many requests, made when it is first asked for. */
  source(records: number): Promise<string> {
    const make = (gitDir: string, more: Pick<Wanted, 'seed' | 'until'>) =>
      generate(gitDir, { ...more, records }, this.envOf(requesters[0]));
    const known = this.sources.get(records) ?? this.made(`records-${records}`, make);
    this.sources.set(records, known);
    return known;
  }

  /** A bare copy that has no remote. */
  async bareCopy(records: number, name: string): Promise<string> {
    return this.bareCopyOf(await this.source(records), name);
  }

  /** A clone with all files checked out, of a bare remote of its own. */
  async clone(records: number, name: string): Promise<string> {
    const folder = join(this.folder, name);
    const remote = await this.bareCopy(records, name);
    this.log(`checking out ${records} records`);
    this.git(this.folder, 'clone', '-q', remote, folder);
    this.git(folder, 'status', '--short');
    return folder;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A bare repository of so many commits. */
  signedSource(commits: number): Promise<string> {
    return this.made(`commits-${commits}`, (gitDir, more) =>
      generate(gitDir, { ...more, records: commits, commits }, this.envOf(requesters[0])),
    );
  }

  /** A bare repository of so many checklists, which has no remote. */
  async checklists(records: number): Promise<string> {
    const template = join(this.root, 'templates/repository/templates/checklists/cutover.yaml');
    const source = await this.made(`checklists-${records}`, (gitDir, more) =>
      generateChecklists(gitDir, template, { ...more, records }, this.envOf(requesters[0])),
    );
    return this.bareCopyOf(source, `checklists-${records}-copy`);
  }

  private bareCopyOf(source: string, name: string): string {
    const bare = join(this.folder, `${name}.git`);
    this.git(this.folder, 'clone', '-q', '--bare', '--local', source, bare);
    this.git(bare, 'remote', 'remove', 'origin');
    return bare;
  }

  private async made(
    name: string,
    make: (gitDir: string, wanted: Pick<Wanted, 'seed' | 'until'>) => number,
  ): Promise<string> {
    const { seed, sources } = this.options;
    const start = Date.now();
    const until = Math.floor(start / 86_400_000) * 86_400;
    const gitDir = join(resolve(sources ?? this.folder), `${name}-${seed}-${until}.git`);
    if (existsSync(gitDir)) return gitDir;
    this.log(`making ${name}`);
    const draft = `${gitDir}.${process.pid}`;
    const commits = make(draft, { seed, until });
    renameSync(draft, gitDir);
    this.log(`made ${name}, ${commits} commits, ${Math.round((Date.now() - start) / 1000)} s`);
    return gitDir;
  }

  /** Makes Git know a person and their key. */
  settle(worker: Worker): void {
    const key = join(this.folder, 'home', worker.email);
    const { publicLine, privateFile } = sshKey(worker.email);
    writeFileSync(key, privateFile, { mode: 0o600 });
    writeFileSync(`${key}.pub`, `${publicLine} ${worker.email}\n`);
    const settings = [
      `[user]\n\tname = ${worker.name}\n\temail = ${worker.email}\n\tsigningkey = ${key}.pub\n`,
      '[gpg]\n\tformat = ssh\n[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n',
    ];
    writeFileSync(`${key}.gitconfig`, settings.join(''));
  }
}
