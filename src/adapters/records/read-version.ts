import type { KindDefinition } from '../../domain/kind.ts';
import type { Reading } from '../../domain/reading.ts';
import { problemsOf } from '../../domain/unreadable.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { loadRecord } from './load.ts';
import type { Readers } from './read-file.ts';

/** A record's file, read; what is wrong with it is told, not thrown. */
export async function readVersion(
  readers: Readers,
  kind: KindDefinition,
  path: string,
  bytes: Buffer,
): Promise<Reading> {
  try {
    const { record, digest, fold } = await loadRecord(readers, { kind, id: '', path, blob: '' }, bytes);
    return { kind: 'version', version: { record, digest, fold } };
  } catch (error) {
    return unreadable(error);
  }
}

/** What is wrong with a file, of an error that says so. */
export function unreadable(error: unknown): Reading {
  if (error instanceof RgzError && error.exitCode === 3) return { kind: 'unreadable', problems: problemsOf(error) };
  throw error;
}
