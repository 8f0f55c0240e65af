const fence = /---[ \t]*(?:\r\n|\n|\r)/y;
const key = /[A-Za-z_][\w .-]*:(?:\s|$)/y;
const end = /^(?:---|\.\.\.)[ \t]*$/;

/** Where the text begins behind a byte order mark and settings in YAML between two lines of `---`. */
export function contentStart(text: string): number {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  fence.lastIndex = start;
  if (!fence.test(text)) return start;
  key.lastIndex = fence.lastIndex;
  // What does not begin with a setting is a line across the page, and what follows it is text.
  if (!key.test(text.slice(0, key.lastIndex + 200))) return start;
  let at = fence.lastIndex;
  while (at < text.length) {
    const line = lineAt(text, at);
    at += line.length;
    if (end.test(line.trimEnd())) return at;
  }
  return start;
}

/** A line with its line end. */
function lineAt(text: string, from: number): string {
  const pattern = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? '';
}
