// The files of this repository, for the pages that are made from them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('../../', import.meta.url));

export const repository = {
  read: (path) => readFileSync(join(top, path), 'utf8'),
  filesBelow(folder) {
    if (!existsSync(join(top, folder))) return [];
    return readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join('/'));
  },
};
