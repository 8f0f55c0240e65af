import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { RgzError } from '../errors/rgz-error.ts';
import { mostBytes } from '../operations/add-evidence.ts';
import type { Context } from './context.ts';

/** A file of the user's, read whole. What is too large is not read at all. */
export function readEvidence(context: Context, file: string): { bytes: Buffer; name: string } {
  const path = context.pathOf(file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile())
    throw new RgzError('usage.invalid', `there is no file ${file}`, { remedy: ['rgz checklist evidence --help'] });
  if (stat.size > mostBytes)
    throw new RgzError('evidence.refused', `${file} is larger than ${mostBytes / 1024 / 1024} MiB`, {
      remedy: ['make it smaller, or point to it: rgz checklist set <ref> <item> --evidence-url <url>'],
    });
  return { bytes: readFileSync(path), name: basename(path) };
}
