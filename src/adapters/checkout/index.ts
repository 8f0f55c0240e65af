import { closeSync, constants, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { ReadCheckout } from '../../ports/checkout.ts';

/** No evidence and no data are larger, and no record is by far: of what is, only this much is read. */
const enough = 64 * 1024 * 1024;

/**
 * Reads below one folder. A link anywhere on the way makes a path one that is not plain. Files are few and small as a
 * rule, so that starting threads to read them would take longer than to read them.
 */
export function checkoutReader(root: string): ReadCheckout {
  return async (path) => {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const above = status(join(root, ...parts.slice(0, depth)));
      if (above === undefined) return undefined;
      if (!above.isDirectory()) return { plain: false, bytes: undefined };
    }
    const file = join(root, path);
    const found = status(file);
    if (found === undefined) return undefined;
    if (!found.isFile()) return { plain: false, bytes: undefined, ...(found.isDirectory() && { folder: true }) };
    const opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const bytes = Buffer.alloc(Math.min(found.size, enough));
      return { plain: true, bytes: bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, 0)) };
    } finally {
      closeSync(opened);
    }
  };
}

/** Nothing lies below a plain file. */
function status(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
