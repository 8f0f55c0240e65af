import type { AuditExport } from '../../../operations/export-audit.ts';
import { csv } from './csv.ts';
import { json } from './json.ts';
import { page } from './page.ts';

export type ExportFormat = 'json' | 'csv' | 'html';

/** Every form an audit can be filed in, in pieces, so that a long one is never held as one text. */
export const exportFormats: Record<ExportFormat, (audit: AuditExport, version: string) => Iterable<string>> = {
  json,
  csv,
  html: page,
};
