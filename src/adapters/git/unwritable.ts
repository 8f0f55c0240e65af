import { RgzError } from '../../errors/rgz-error.ts';

const said =
  /No space left on device|Read-only file system|Disk quota exceeded|couldn't write '|unable to write file|insufficient permission for adding an object/;
const codes: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
  EDQUOT: 'disk quota exceeded',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
};

/** The error where Git says that it could not write the clone; undefined where it says something else, or the remote says it. */
export function unwritableIn(words: string, folder: string): RgzError | undefined {
  const line = words.split('\n').find((each) => said.test(each) && !each.startsWith('remote:'));
  return line === undefined ? undefined : unwritable(folder, line.replace(/^(fatal|error): /, ''));
}

/** The same for what the system answered to a write. */
export function unwritableBy(error: unknown, folder: string): RgzError | undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  return Object.hasOwn(codes, code) ? unwritable(folder, codes[code] ?? code, error) : undefined;
}

function unwritable(folder: string, why: string, cause?: unknown): RgzError {
  return new RgzError('git.unwritable', `The clone cannot be written: ${why}`, {
    remedy: [`df -h '${folder}'`, `ls -ld '${folder}'`],
    cause,
  });
}
