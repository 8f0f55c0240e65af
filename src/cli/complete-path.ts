import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where a path that somebody typed or dropped onto the terminal lies. */
export function typedPath(text: string, home: string | undefined): string {
  const [, quoted] = /^'(.*)'$/.exec(text) ?? /^"(.*)"$/.exec(text) ?? [];
  const path = quoted ?? text.replace(/\\([ ()&'"\\])/g, '$1');
  return home !== undefined && /^~(?:\/|$)/.test(path) ? join(home, path.slice(1)) : path;
}

/** What a path that was begun may go on to be, as it would be typed. Hidden files only where they were asked for. */
export function completePath(text: string, folder: string, home: string | undefined): readonly string[] {
  const cut = text.lastIndexOf('/') + 1;
  const [before, begun] = [text.slice(0, cut), text.slice(cut)];
  if (text === '~') return ['~/'];
  const inside = resolve(folder, typedPath(before === '' ? '.' : before, home));
  return entriesOf(inside)
    .filter(({ name }) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')))
    .map((entry) => `${before}${entry.name}${isFolder(entry, inside) ? '/' : ''}`)
    .sort();
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A link counts as what it leads to, where that can be entered. */
function isFolder(entry: Dirent, folder: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    readdirSync(join(folder, entry.name));
    return true;
  } catch {
    return false;
  }
}
