import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const deepest = 5;

/** A repository's own folder of objects, and those that it borrows from. What is not told plainly is left out. */
export function objectFolders(own: string, depth = 0): string[] {
  if (depth > deepest) return [];
  const lines = textOf(join(own, 'info', 'alternates')).split('\n');
  const borrowed = lines.filter((line) => line !== '' && !/^[#"]/.test(line));
  const folders = borrowed.flatMap((line) => objectFolders(resolve(own, line), depth + 1));
  return [...new Set([own, ...folders])];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
