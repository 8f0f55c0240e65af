import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all. False where that cannot be done: such a memory is done without. */
export function writeRemembered(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, file);
    return true;
  } catch {
    tidyUp(draft);
    return false;
  }
}

function tidyUp(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // The folder itself cannot be there.
  }
}
