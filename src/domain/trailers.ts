/** What a commit's message says, for programs, that the commit did. */
export interface Trailers {
  records: readonly string[];
  actions: readonly string[];
  actors: readonly string[];
}

const trailer = /^rgz-(record|action|actor)[ \t]*:(.*)$/i;

/** The trailers of rgz in the last paragraph of a message, every one of them, however often. */
export function trailersOf(message: string): Trailers {
  const paragraphs = message
    .replaceAll('\r', '')
    .trimEnd()
    .split(/\n[ \t]*\n/);
  const last = paragraphs.length < 2 ? '' : (paragraphs.at(-1) ?? '');
  const found = last
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, key = '', value = ''] = trailer.exec(line) ?? [];
      return key === '' ? [] : [{ key: key.toLowerCase(), value: value.trim() }];
    });
  const valuesOf = (key: string) => found.filter((each) => each.key === key).map(({ value }) => value);
  return { records: valuesOf('record'), actions: valuesOf('action'), actors: valuesOf('actor') };
}
