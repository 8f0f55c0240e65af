import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { logTail } from '../log-tail.ts';

const pieces = ['log.0', 'log.1', 'log.2'];
const readBytes = 65_536;

/** The end of what a job said so far, as it may be shown. */
export async function outputTail(folder: string, secrets: readonly string[]): Promise<string> {
  const ends = await Promise.all(pieces.map((piece) => endOf(join(folder, piece))));
  const all = Buffer.concat(ends);
  return logTail(all.subarray(-readBytes).toString(), all.length > readBytes, secrets);
}

async function endOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return Buffer.alloc(0);
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, readBytes + 1));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
