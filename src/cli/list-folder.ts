import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainText } from '../domain/plain-text.ts';
import { typedPath } from './complete-path.ts';

export interface Listed {
  /** The whole path of the folder. */
  kept: string;
  entries: readonly { name: string; folder: boolean; size: number }[];
  problems?: { path: string };
}

/** The folders and workbooks in a folder that somebody typed the path of: folders first. */
export function listFolder(path: string, folder: string, home: string | undefined): Listed {
  const kept = resolve(folder, typedPath(path === '' ? '.' : path, home));
  try {
    const entries = readdirSync(kept, { withFileTypes: true }).flatMap((entry) => entryOf(entry, kept));
    return { kept, entries: entries.sort(foldersFirst) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EACCES' || code === 'EPERM' ? 'this folder cannot be looked into' : 'there is no such folder';
    return { kept, entries: [], problems: { path: why } };
  }
}

type Entry = Listed['entries'][number];

/** A link counts as what it leads to. A name that cannot be drawn as it is cannot be typed either. */
function entryOf({ name }: Dirent, folder: string): readonly Entry[] {
  if (plainText(name) !== name || name.includes('\n')) return [];
  const found = statSync(join(folder, name), { throwIfNoEntry: false });
  if (found?.isDirectory()) return [{ name, folder: true, size: 0 }];
  // What an office program keeps beside a file that is open is no workbook.
  const isWorkbook = /\.xlsx$/i.test(name) && !name.startsWith('~$');
  return isWorkbook && found?.isFile() ? [{ name, folder: false, size: found.size }] : [];
}

function foldersFirst(one: Entry, other: Entry): number {
  return Number(other.folder) - Number(one.folder) || one.name.localeCompare(other.name);
}
