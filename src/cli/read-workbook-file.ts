import { closeSync, openSync, readSync } from 'node:fs';
import { RgzError } from '../errors/rgz-error.ts';
import { mostWorkbookBytes } from '../operations/read-workbook.ts';
import type { Context } from './context.ts';

/** The bytes of a workbook; of one that is too large, just enough to see that. */
export function readWorkbookFile(context: Context, file: string): Uint8Array {
  let handle: number | undefined;
  try {
    handle = openSync(context.pathOf(file), 'r');
    const pieces: Buffer[] = [];
    for (let length = 0; length <= mostWorkbookBytes; ) {
      const piece = Buffer.allocUnsafe(1024 * 1024);
      const read = readSync(handle, piece, 0, piece.length, null);
      if (read === 0) break;
      pieces.push(piece.subarray(0, read));
      length += read;
    }
    return Buffer.concat(pieces);
  } catch (cause) {
    throw new RgzError('usage.invalid', `${file} cannot be read: ${reasonOf(cause)}`, {
      remedy: ['name a workbook that is there and that you may read'],
      cause,
    });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function reasonOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'you may not read it' : 'the system refuses it';
}
