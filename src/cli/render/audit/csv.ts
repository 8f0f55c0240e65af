import { plainLine } from '../../../domain/plain-text.ts';
import type { AuditExport } from '../../../operations/export-audit.ts';

const columns = [
  'record',
  'action',
  'at',
  'by',
  'digest',
  'commit',
  'author',
  'committer',
  'signer',
  'signature',
  'verdict',
] as const;

/** What a spreadsheet would take for a formula, also in full width. */
const formula = /^\s*[=+\-@＝＋－＠]/;

/**
 * RFC 4180: a heading, then an event a line. A cell that looks like a formula gets an apostrophe in front. The last column
 * says of all of them whether names are signed for, or only claimed by the author of the commit.
 */
export function* csv({ events, summary }: AuditExport): Iterable<string> {
  yield `${columns.join(',')},identity\r\n`;
  const identity = summary.identity ?? '';
  for (const event of events) yield `${columns.map((column) => cell(event[column] ?? '')).join(',')},${identity}\r\n`;
}

function cell(value: string): string {
  const plain = plainLine(value);
  const text = formula.test(plain) ? `'${plain}` : plain;
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
