import { writeFileSync } from 'node:fs';
import { RgzError } from '../errors/rgz-error.ts';
import type { Context } from './context.ts';

export function writeWorkbookFile(context: Context, file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(context.pathOf(file), bytes);
  } catch (cause) {
    throw new RgzError('usage.invalid', `${file} cannot be written`, {
      remedy: ['name a file in a folder that is there and that you may write to'],
      cause,
    });
  }
}
