const one = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
const formula = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * The rows of a file that an import left: CSV with a first row of titles, in which what a spreadsheet would take for a
 * formula has an apostrophe before it. undefined: the text is none. An empty field is null.
 */
export function readCsv(text: string, titles: readonly string[]): (string | null)[][] | undefined {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    one.lastIndex = at;
    const found = one.exec(text);
    if (found === null) return undefined;
    const [whole, inQuotes, bare = ''] = found;
    const value = inQuotes?.replaceAll('""', '"') ?? bare;
    row.push(value === '' ? null : formula.test(value) ? value.slice(1) : value);
    at += whole.length;
    if (text[at] === ',') {
      at += 1;
      if (at < text.length) continue;
      row.push(null);
    }
    const end = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' ? 1 : 0;
    if (end === 0 && at < text.length) return undefined;
    at += end;
    rows.push(row);
    row = [];
  }
  const [first, ...others] = rows;
  if (first?.join() !== titles.join()) return undefined;
  return others.every(({ length }) => length === titles.length) ? others : undefined;
}
