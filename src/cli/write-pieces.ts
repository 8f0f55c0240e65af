import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RgzError } from '../errors/rgz-error.ts';

const enough = 64 * 1024;

/** Writes a long text piece by piece, as fast as it is taken: to a stream, or whole or not at all to a file. */
export async function writePieces(pieces: Iterable<string>, to: string | NodeJS.WriteStream): Promise<void> {
  if (typeof to === 'string') return writeFile(pieces, to);
  for (const chunk of gathered(pieces)) if (!to.write(chunk)) await once(to, 'drain');
}

async function writeFile(pieces: Iterable<string>, file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await pipeline(Readable.from(gathered(pieces)), createWriteStream(draft, { flags: 'wx' }));
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new RgzError('usage.invalid', `${file} cannot be written`, {
      remedy: ['give --output a file in a folder that is there'],
      cause,
    });
  }
}

/** Few large chunks instead of many small ones. */
function* gathered(pieces: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < enough) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
