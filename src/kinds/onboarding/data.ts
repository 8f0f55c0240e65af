import { isObject, type Json } from '../../domain/json.ts';
import type { RecordData } from '../../domain/record.ts';

/** A file of the repository that a session brought, and what it has to hold. */
export interface DataFile {
  path: string;
  sha256: string;
  rows: number;
}

/** What the standing import brought. */
export interface ImportedData {
  /** Binds the files to the spec: nothing else is ever activated. */
  plan: string;
  /** The digest of the spec that it was imported for. */
  spec: string;
  /** Where the plan is on the record. */
  pointer: string;
  products: DataFile;
  sales: DataFile;
  quality: number;
  by: string;
  at: string;
}

/** What was imported last, as long as nothing has changed or refused it since. */
export function importedData({ status }: Pick<RecordData, 'status'>): ImportedData | undefined {
  const history = status?.history ?? [];
  const at = history.findLastIndex(({ action }) => action === 'imported');
  const event = history[at];
  const undone = history.slice(at + 1).some(({ action }) => action === 'edited' || action === 'rejected');
  if (event === undefined || undone || typeof event.plan !== 'string') return undefined;
  const [products, sales] = [fileIn(event.products), fileIn(event.sales)];
  if (products === undefined || sales === undefined) return undefined;
  const quality = isObject(event.quality) && typeof event.quality.score === 'number' ? event.quality.score : 0;
  const { plan, digest: spec = '', by } = event;
  return { plan, spec, pointer: `/status/history/${at}/plan`, products, sales, quality, by, at: event.at };
}

function fileIn(value: Json | undefined): DataFile | undefined {
  if (!isObject(value)) return undefined;
  const { path, sha256, rows } = value;
  if (typeof path !== 'string' || typeof sha256 !== 'string' || typeof rows !== 'number') return undefined;
  return { path, sha256, rows };
}
