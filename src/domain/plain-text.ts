// A sequence that never ends loses its beginning only: what follows stays to be seen.
const escapes =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\](?:[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c))?|[PX^_](?:[^\u001b\u009c]*(?:\u001b\\|\u009c))?|[ -/]*[0-~]?)/g;
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u{e0000}-\u{e007f}\ufeff\ufff9-\ufffb]/gu;

const harmless = /^[\n -~]*$/;

/** Text from a record, a commit or a log as it may be printed: no terminal escapes, control or bidi characters. */
export function plainText(text: string): string {
  if (harmless.test(text)) return text;
  return text.toWellFormed().replace(escapes, '').replace(controls, '').replace(invisible, '');
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The same as it may stand between tags or in a quoted attribute, of XML 1.0 and HTML alike. */
export function markupText(text: string): string {
  return plainText(text)
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
