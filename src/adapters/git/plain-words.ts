const esc = String.fromCharCode(0x1b);
/** Colours and cursor moves, titles and links, device strings, and a lone escape with what follows it. */
const escapes = new RegExp(
  `${esc}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\x07${esc}]*(?:\\x07|${esc}\\\\)?|[PX^_][^${esc}]*(?:${esc}\\\\)?|.?)`,
  'g',
);
const controls = /(?![\n\t])\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What Git or a remote said, without terminal escapes, control characters, bidi tricks and Git's hints. */
export function plainWords(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(escapes, '')
    .replace(controls, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^hint:/.test(line))
    .join('\n');
}
