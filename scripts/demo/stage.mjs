import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newSshKey } from '../ssh-key.mjs';
import { chopped, typedLines } from './typed.mjs';

/** The program that the demo shows. */
export const rgz = fileURLToPath(new URL('../../bin/rgz.js', import.meta.url));

/** A throw-away folder with a remote and a clone a person, in which commands are typed one after the other. */
export class Stage {
  folder = mkdtempSync(join(tmpdir(), 'rgz-demo-'));
  #people;
  #out;
  #env;
  #color;
  #width;

  constructor(people, out, env) {
    this.#people = people;
    this.#out = out;
    this.#color = out.isTTY === true && !env.NO_COLOR;
    this.#width = out.columns || 80;
    this.#env = this.#ownEnvironment(env);
    mkdirSync(join(this.folder, 'keys'));
    for (const who of Object.keys(people)) {
      const { privateFile, publicLine } = newSshKey(who);
      writeFileSync(join(this.folder, 'keys', who), privateFile, { mode: 0o600 });
      writeFileSync(join(this.folder, 'keys', `${who}.pub`), `${publicLine}\n`);
    }
    this.#quietly(['init', '-q', '--bare', '-b', 'main', 'remote.git']);
  }

  /** Nothing of whoever runs the demo: neither their Git settings nor their identity. */
  #ownEnvironment(env) {
    const settings = join(this.folder, 'gitconfig');
    writeFileSync(settings, '[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n');
    const kept = Object.entries(env).filter(([name]) => !/^GIT_|^NO_COLOR$|^FORCE_COLOR$/.test(name));
    return {
      ...Object.fromEntries(kept),
      GIT_CONFIG_GLOBAL: settings,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PAGER: 'cat',
      COLUMNS: `${this.#width}`,
      ...(this.#color ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    };
  }

  /** A new repository for who makes the records, a clone of the remote for everybody else. */
  enter(who, { fresh = false } = {}) {
    this.#quietly(fresh ? ['init', '-q', '-b', 'main', who] : ['clone', '-q', 'remote.git', who]);
    const { name, email } = this.#people[who];
    const settings = {
      'user.name': name,
      'user.email': email,
      'gpg.format': 'ssh',
      'user.signingkey': join(this.folder, 'keys', who),
    };
    for (const [setting, value] of Object.entries(settings)) this.#quietly(['-C', who, 'config', setting, value]);
  }

  write(path, text) {
    writeFileSync(join(this.folder, path), text);
  }

  say(text) {
    this.#print(`\n${this.#bold(`# ${text}`)}`);
  }

  tell(text) {
    this.#print(text);
  }

  /** Types one command as one person, in that person's clone, and shows and gives what it says, in the order it is said. */
  types(who, [program, ...args], { exits = 0, env = {}, chop = false } = {}) {
    const prompt = `${who} $`;
    const [first, ...more] = typedLines(prompt, [program, ...args], this.#width);
    const typed = [first.slice(prompt.length), ...more].join('\n');
    this.#print(`\n${this.#dim(prompt)}${this.#bold(typed)}`);
    const [command, ...before] = program === 'rgz' ? [process.execPath, rgz] : [program];
    const said = this.#run(command, [...before, ...args], join(this.folder, who), env, exits);
    if (said !== '') this.#print(chop ? chopped(said, this.#width) : said);
    if (exits !== 0) this.#print(this.#dim(`(exit ${exits})`));
    return said;
  }

  #quietly(args) {
    this.#run('git', args, this.folder, {}, 0);
  }

  #run(command, args, cwd, env, exits) {
    const file = join(this.folder, 'said');
    const both = openSync(file, 'w');
    const stdio = ['ignore', both, both];
    const { error, status } = spawnSync(command, args, { cwd, env: { ...this.#env, ...env }, stdio });
    closeSync(both);
    if (error) throw error;
    const said = readFileSync(file, 'utf8').trimEnd();
    rmSync(file);
    if (status === exits) return said;
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${said}`);
  }

  #print(text) {
    this.#out.write(`${text}\n`);
  }

  #bold(text) {
    return this.#color ? `\u001b[1m${text}\u001b[22m` : text;
  }

  #dim(text) {
    return this.#color ? `\u001b[2m${text}\u001b[22m` : text;
  }
}
