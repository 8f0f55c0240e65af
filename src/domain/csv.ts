/**
 * CSV after RFC 4180 with LF. What a spreadsheet would take for a formula gets an apostrophe in front, and so does what begins
 * with apostrophes before one; readCsv takes one away again, so nothing is lost. A spreadsheet may also begin a cell behind a
 * semicolon or a tab, whatever is in quotes.
 */
export function writeCsv(rows: Iterable<readonly string[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map(field).join(','));
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

// What a match begins with comes first, so that a long run of quotes is looked at once and not from each of them.
const formula =
  /(?=['=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])(?<=^|[;\t\r\n]"*)(?='*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/g;
const suspect = /[;\t\r\n]|^[-=+@'\uff1d\uff0b\uff0d\uff20]/;
const disarmed = /(?=')(?<=^|[;\t\r\n]"*)'(?='*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/g;

function field(text: string): string {
  const safe = suspect.test(text) ? text.replace(formula, "'") : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The rows of a text that writeCsv made, or the first line that it did not make. Files with CRLF are read as well. */
export function readCsv(text: string): { rows: readonly (readonly string[])[] } | { refused: string } {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const next = quoted ? afterQuoted(text, at) : afterBare(text, at);
    if (next === undefined) return { refused: `row ${rows.length + 1} has a quote that is out of place` };
    const raw = quoted ? text.slice(at + 1, next - 1).replaceAll('""', '"') : text.slice(at, next);
    row.push(suspect.test(raw) ? raw.replace(disarmed, '') : raw);
    at = next;
    if (text[at] === ',') {
      at += 1;
      // A comma at the very end of the text is followed by an empty field.
      if (at < text.length) continue;
      row.push('');
    } else if (text.startsWith('\r\n', at)) at += 2;
    else at += 1;
    rows.push(row);
    row = [];
  }
  return { rows };
}

/** Where a quoted field ends, behind its last quote. */
function afterQuoted(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] === '"') continue;
    return at + 1 === text.length || /[,\n]/.test(text[at + 1] ?? '') || text.startsWith('\r\n', at + 1)
      ? at + 1
      : undefined;
  }
  return undefined;
}

function afterBare(text: string, start: number): number | undefined {
  const end = /[,\n]|\r\n|"/g;
  end.lastIndex = start;
  const found = end.exec(text);
  if (found === null) return text.length;
  return found[0] === '"' ? undefined : found.index;
}
