import { appendFileSync } from 'node:fs';
import { makeFolder, writeUnder } from '../kit/folder.ts';

/** A clock of Node processes that a test puts on. Timers keep their pace: only who looks at the clock finds it later. */
export class SetClock {
  /** As many bytes as it was put on by seconds. */
  readonly #file = writeUnder(makeFolder(), 'seconds', '');

  /** An environment in which it is the one that Node has. */
  in(env: Readonly<Record<string, string>>): Record<string, string> {
    const code = [
      'import{statSync}from"node:fs";',
      'const now=Date.now;',
      `Date.now=()=>now()+1000*statSync(${JSON.stringify(this.#file)}).size;`,
    ].join('');
    return { ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
  }

  putOn(seconds: number): void {
    appendFileSync(this.#file, ' '.repeat(seconds));
  }
}
