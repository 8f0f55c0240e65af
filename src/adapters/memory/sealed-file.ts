import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextMemory } from '../../ports/text-memory.ts';

/**
 * Remembers in one file of `<git folder>/rgz`. What is missing, torn, altered, of another format, or was remembered in
 * another folder counts as not there: a repository that somebody hands over cannot bring a memory with it.
 */
export function sealedFile(gitFolder: string, name: string, format: string): TextMemory {
  const folder = join(gitFolder, 'rgz');
  const file = join(folder, name);
  const seal = (text: string) => {
    const place = placeOf(gitFolder);
    return createHash('sha256').update(`${format}\n${place}\n`).update(text).digest('hex');
  };
  return {
    recall() {
      try {
        const whole = readFileSync(file, 'utf8');
        const end = whole.indexOf('\n');
        const text = whole.slice(end + 1);
        return whole.slice(0, end) === seal(text) ? text : undefined;
      } catch {
        return undefined;
      }
    },
    remember(text) {
      const draft = `${file}.${randomBytes(6).toString('hex')}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(draft, `${seal(text)}\n${text}`);
        renameSync(draft, file);
      } catch {
        tidyUp(draft);
      }
    },
  };
}

/** What tells this folder from a copy of it: nobody chooses the number and the birth of a folder that is unpacked. */
export function placeOf(folder: string): string {
  const { ino, birthtimeNs } = statSync(folder, { bigint: true });
  return `${ino} ${birthtimeNs}`;
}

function tidyUp(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The folder itself cannot be there.
  }
}
