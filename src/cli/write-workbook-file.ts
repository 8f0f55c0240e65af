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

/** A workbook under another name is opened as something else. */
export function refuseOtherName(file: string): void {
  if (/\.xlsx$/i.test(file)) return;
  throw new RgzError('usage.invalid', `${file} is no name of a workbook`, {
    remedy: ['name a file that ends in .xlsx'],
  });
}
