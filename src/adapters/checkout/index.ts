import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadCheckout } from '../../ports/checkout.ts';

/** Larger files are no records; their size is all that is told of them. */
const enough = 2 * 1024 * 1024;

/** Reads below one folder. A link anywhere on the way makes a path one that is not plain. */
export function checkoutReader(root: string): ReadCheckout {
  return async (path) => {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const above = await status(join(root, ...parts.slice(0, depth)));
      if (above === undefined) return undefined;
      if (!above.isDirectory()) return { plain: false, bytes: undefined };
    }
    const file = join(root, path);
    const found = await status(file);
    if (found === undefined) return undefined;
    if (!found.isFile()) return { plain: false, bytes: undefined };
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const bytes = Buffer.alloc(Math.min(found.size, enough));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
      return { plain: true, bytes: bytes.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  };
}

async function status(path: string) {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
}
