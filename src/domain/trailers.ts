/** What a commit's message says, for programs, that the commit did. */
export interface Trailers {
  records: readonly string[];
  actions: readonly string[];
  actors: readonly string[];
}

const trailer = /^rgz-(record|action|actor)[ \t]*:(.*)$/i;

/** The trailers of rgz in the last paragraph of a message, every one of them, however often. */
export function trailersOf(message: string): Trailers {
  const found: Record<keyof Trailers, string[]> = { records: [], actions: [], actors: [] };
  const unfolded = lastParagraph(message).replace(/\n[ \t]+/g, ' ');
  for (const line of unfolded.split('\n')) {
    const [, key = '', value = ''] = trailer.exec(line) ?? [];
    if (key !== '') found[`${key.toLowerCase()}s` as keyof Trailers].push(value.trim());
  }
  return found;
}

function lastParagraph(message: string): string {
  const paragraphs = message
    .replaceAll('\r', '')
    .trimEnd()
    .split(/\n[ \t]*\n/);
  return paragraphs.length < 2 ? '' : (paragraphs.at(-1) ?? '');
}
