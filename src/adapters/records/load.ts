import { hash } from 'node:crypto';
import { foldHistory } from '../../domain/history.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import type { Version } from '../../domain/reading.ts';
import type { RecordData } from '../../domain/record.ts';
import { subjectOf } from '../../domain/subject.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { LoadedRecord, Located } from '../../ports/records.ts';
import { type Readers, readValid } from './read-file.ts';

export function digestOf(record: Pick<RecordData, 'kind' | 'metadata' | 'spec'>): string {
  return `sha256:${hash('sha256', subjectOf(record), 'hex')}`;
}

/** Reads the bytes of a record's file into everything that is known of it from the file alone. */
export async function loadRecord(readers: Readers, located: Located, bytes: Buffer): Promise<LoadedRecord> {
  const { kind, path } = located;
  const record = await readValid<RecordData>(readers, kind.kind, bytes, path);
  return { ...located, text: bytes.toString('utf8'), ...versionOf(kind, path, record) };
}

/** What follows from a record that fits its schema. `before`: an earlier version at the same path, with whose parts it may share some. */
export function versionOf(kind: KindDefinition, path: string, record: RecordData, before?: Version): Version {
  const isSubjectKnown = before !== undefined && sharesSubject(before.record, record);
  if (!isSubjectKnown) holdAgainstPath(kind, record, path);
  const digest = isSubjectKnown ? before.digest : digestOf(record);
  return { record, digest, fold: foldHistory(kind, record, digest) };
}

/** The very same objects, so that neither their text nor the place that they ask for is another. */
function sharesSubject(before: RecordData, record: RecordData): boolean {
  return before.kind === record.kind && before.metadata === record.metadata && before.spec === record.spec;
}

function holdAgainstPath(kind: KindDefinition, record: RecordData, path: string): void {
  const expected = kind.place(record);
  if (expected === path) return;
  throw new RgzError('record.misplaced', `${path} holds ${record.metadata.id}, which belongs at ${expected}`, {
    where: { file: path },
    remedy: [`git mv ${path} ${expected}, or put back what metadata and target said`],
  });
}
