import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RgzError } from '../../errors/rgz-error.ts';

const name = 'key';
const whole = /^[0-9a-f]{64}$/;

/**
 * The key of a clone: made at its first use in a folder that only its owner may look into, and never changed, whoever
 * asks for it at the same time or is killed.
 */
export function ownKey(folder: string): string {
  const file = join(folder, name);
  try {
    return keyIn(file) ?? made(folder, file);
  } catch (error) {
    if (error instanceof RgzError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw unusable(`${file} cannot be used: ${why}`, `give the user of the controller the right to write ${folder}`);
  }
}

function made(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = keyIn(file);
  if (key === undefined) throw new RangeError('it came and went');
  return key;
}

/** undefined where there is none yet. A key that is damaged is not made anew: codes of it are on their way. */
function keyIn(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (whole.test(text)) return text;
  throw unusable(`${file} holds no key`, `remove ${file}, and invite those again who were not reached yet`);
}

function unusable(message: string, remedy: string): RgzError {
  return new RgzError('config.invalid', message, { remedy: [remedy] });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
