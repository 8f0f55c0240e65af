/** A mail as a program of a reader takes it apart. */
export interface Mail {
  raw: string;
  /** The lines of the head, unfolded, as they came. */
  head: readonly string[];
  header(name: string): string | undefined;
  /** By their type, decoded. */
  parts: ReadonlyMap<string, string>;
}

export function readMail(raw: string): Mail {
  const [head, body] = split(raw);
  const parts = new Map<string, string>();
  addParts(head, body, parts);
  return { raw, head, header: (name) => headerOf(head, name), parts };
}

/** Words of RFC 2047, decoded. */
export function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : unquote(word.replaceAll('_', ' ')),
    );
}

function addParts(head: readonly string[], body: string, parts: Map<string, string>): void {
  const type = headerOf(head, 'Content-Type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
  if (boundary === undefined) {
    parts.set(type.split(';')[0] ?? '', decode(body, headerOf(head, 'Content-Transfer-Encoding') ?? '7bit'));
    return;
  }
  for (const part of body.split(`--${boundary}`).slice(1, -1)) {
    addParts(...split(part.replace(/^\r?\n|\r?\n$/g, '')), parts);
  }
}

function split(raw: string): [readonly string[], string] {
  const end = /\r?\n\r?\n/.exec(raw);
  if (end === null) return [[raw], ''];
  const head = raw.slice(0, end.index).replace(/\r?\n[ \t]+/g, ' ');
  return [head.split(/\r?\n/), raw.slice(end.index + end[0].length)];
}

function headerOf(head: readonly string[], name: string): string | undefined {
  const line = head.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? unquote(body.replace(/=\r?\n/g, '')) : body;
}

function unquote(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
