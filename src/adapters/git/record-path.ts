import { RgzError } from '../../errors/rgz-error.ts';

/** Splits a path of the repository, or refuses one that Git or a file system would read as something else. */
export function splitPath(path: string): string[] {
  const segments = path.split('/');
  const wrong = fault(path, segments);
  if (wrong !== undefined) {
    throw new RgzError('input.invalid', `${JSON.stringify(path)} cannot be written: ${wrong}.`);
  }
  return segments;
}

function fault(path: string, segments: readonly string[]): string | undefined {
  if (path === '' || segments.includes('')) return 'a part of the path is empty';
  if (/\p{Cc}/u.test(path)) return 'it holds a control character';
  if (path.includes('\\')) return 'it holds a backslash';
  if (/\p{Surrogate}/u.test(path)) return 'it is not well-formed text';
  if (segments.some((each) => each === '.' || each === '..')) return 'it leaves its folder';
  if (segments.some(meansDotGit)) return 'it reaches into .git';
  return undefined;
}

/** `.git` as any file system may spell it: any case, trailing dots or spaces, the Windows short name, ignorable characters. */
function meansDotGit(segment: string): boolean {
  const plain = segment.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase();
  return /^(\.git|git~\d+)[. ]*(:.*)?$/.test(plain);
}
