import { readFile, stat } from 'node:fs/promises';

/** `closed`: it is there, but rgz may not or should not read it (rights, a pipe, a very large file). */
export type KeyFile = { kind: 'text'; text: string } | { kind: 'missing' } | { kind: 'folder' } | { kind: 'closed' };

const longest = 65_536;

/** Reads a key file; one that cannot be read is an answer and not an error. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    const about = await stat(path);
    if (about.isDirectory()) return { kind: 'folder' };
    if (!about.isFile() || about.size > longest) return { kind: 'closed' };
    return { kind: 'text', text: await readFile(path, 'latin1') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'closed' };
  }
}
