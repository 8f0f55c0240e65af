import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type JobFiles, once } from './job-files.ts';
import type { ProcessMark } from './processes.ts';

/** Who started it, `taken-back` where nobody can any more, or nothing yet. */
export type Start = ProcessMark | 'taken-back' | undefined;

export interface Turn {
  turn: number;
  start: Start;
  /** Since which start of the machine; undefined where the file did not outlive a power cut. */
  boot: string | undefined;
}

/**
 * The folder of one attempt. It is used in turns: each can be taken once, and be started or taken back once; one that was
 * taken back is followed by the next. Nothing in it is ever moved away, so whoever comes late finds the door closed.
 */
export class JobFolder {
  readonly attempt: string;
  readonly path: string;
  readonly #parent: string;
  readonly #files: JobFiles;

  constructor(parent: string, attempt: string, files: JobFiles) {
    this.attempt = attempt;
    this.path = join(parent, attempt);
    this.#parent = parent;
    this.#files = files;
  }

  /** The last turn that was taken; undefined where the attempt was never touched. */
  async last(): Promise<Turn | undefined> {
    let last: Turn | undefined;
    for (let turn = 0; ; turn += 1) {
      const [before, start] = [await this.read(`turn.${turn}`), await this.#start(turn)];
      // It may have come into place between the two looks; what was started was taken before.
      const boot = before ?? (start && (await this.read(`turn.${turn}`)));
      if (boot === undefined && start === undefined) return last;
      last = { turn, start, boot };
      if (start !== 'taken-back') return last;
    }
  }

  /** Takes a turn with everything that its start needs. False where somebody has taken it before. */
  async take(turn: number, boot: string, request: string): Promise<boolean> {
    if (turn === 0) return this.#takeFirst({ 'turn.0': boot, 'request.0.json': request });
    if (!(await once(this.#files.makeFile(this.#at(`turn.${turn}`), boot)))) return false;
    await this.#files.makeFile(this.#at(`request.${turn}.json`), request);
    return true;
  }

  /** From here on the turn cannot be started. False where it was started before. */
  async takeBack(turn: number, boot: string): Promise<boolean> {
    if (turn === 0 && (await this.#takeFirst({ 'turn.0': boot, 'start.0': takenBack }))) return true;
    const mark = this.#at(`taken-back.${turn}.${randomUUID()}`);
    await this.#files.makeFile(mark, takenBack);
    if (await once(this.#files.name(mark, this.#at(`start.${turn}`)))) return true;
    return (await this.#start(turn)) === 'taken-back';
  }

  /** Notes something once; a second time changes nothing. */
  async note(name: string, text: string): Promise<void> {
    await once(this.#files.makeFile(this.#at(name), text));
  }

  read(name: string): Promise<string | undefined> {
    return this.#files.read(this.#at(name));
  }

  /** The folder comes into place whole. */
  async #takeFirst(contents: Readonly<Record<string, string>>): Promise<boolean> {
    const staged = join(this.#parent, `${newFolder}${randomUUID()}`);
    try {
      await this.#files.makeFolder(staged);
      for (const [name, text] of Object.entries(contents)) await this.#files.makeFile(join(staged, name), text);
      return await once(this.#files.putInPlace(staged, this.path, this.#parent));
    } finally {
      await this.#files.remove(staged);
    }
  }

  async #start(turn: number): Promise<Start> {
    const text = await this.read(`start.${turn}`);
    if (text === undefined || text === takenBack) return text === undefined ? undefined : 'taken-back';
    const [pid, boot = '', birth = ''] = text.split('\n');
    return { pid: Number(pid), boot, birth };
  }

  #at(name: string): string {
    return join(this.path, name);
  }
}

const takenBack = 'taken-back\n';

/** How a folder is called until it is put in its place; no attempt has such a name. */
export const newFolder = 'new.';
