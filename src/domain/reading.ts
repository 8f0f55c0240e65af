import type { ErrorCode } from '../errors/catalogue.ts';
import type { Fold } from './history.ts';
import type { RecordData } from './record.ts';

/** A record as one commit holds it, read. */
export interface Version {
  record: RecordData;
  digest: string;
  fold: Fold;
}

/** One thing that keeps a record from being read. */
export interface Unreadable {
  code: ErrorCode;
  message: string;
  pointer: string;
  line?: number;
  column?: number;
}

export type Reading = { kind: 'version'; version: Version } | { kind: 'unreadable'; problems: readonly Unreadable[] };
