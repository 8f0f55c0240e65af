/** A file that may be evidence: its type, and how its name ends. */
export interface MediaType {
  type: string;
  extension: string;
}

/** No larger: whoever clones the repository takes it along. */
export const mostBytes = 10 * 1024 * 1024;

/** What a file is by its content, whatever it is called. `refused`: why it cannot be evidence. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | { refused: string } {
  if (bytes.length === 0) return { refused: 'it is empty' };
  if (bytes.length > mostBytes) return { refused: `it is larger than ${mostBytes / 1024 / 1024} MiB` };
  const known = forms.find(({ begins }) => begins(bytes));
  if (known !== undefined) {
    if (!known.ends(bytes)) return { refused: `it begins as ${known.type} and goes on as something else` };
    return { type: known.type, extension: known.extension };
  }
  return textType(bytes);
}

interface Form extends MediaType {
  begins(bytes: Uint8Array): boolean;
  ends(bytes: Uint8Array): boolean;
}

const at = (bytes: Uint8Array, offset: number, text: string) =>
  offset >= 0 && [...text].every((char, index) => bytes[offset + index] === char.charCodeAt(0));

/** Blanks and zeros after the end are harmless padding. */
function endsWith(bytes: Uint8Array, text: string): boolean {
  let end = bytes.length;
  while (end > 0 && [0x00, 0x0a, 0x0d, 0x20].includes(bytes[end - 1] ?? -1) && !at(bytes, end - text.length, text))
    end -= 1;
  return at(bytes, end - text.length, text);
}

const forms: readonly Form[] = [
  {
    type: 'image/png',
    extension: 'png',
    begins: (bytes) => at(bytes, 0, '\u0089PNG\r\n\u001a\n'),
    ends: (bytes) => endsWith(bytes, 'IEND\u00aeB`\u0082'),
  },
  {
    type: 'image/jpeg',
    extension: 'jpg',
    begins: (bytes) => at(bytes, 0, '\u00ff\u00d8\u00ff'),
    ends: (bytes) => endsWith(bytes, '\u00ff\u00d9'),
  },
  {
    type: 'image/gif',
    extension: 'gif',
    begins: (bytes) => at(bytes, 0, 'GIF87a') || at(bytes, 0, 'GIF89a'),
    ends: (bytes) => endsWith(bytes, ';'),
  },
  {
    type: 'image/webp',
    extension: 'webp',
    begins: (bytes) => at(bytes, 0, 'RIFF') && at(bytes, 8, 'WEBP'),
    ends: (bytes) => {
      const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(4, 8);
      const length = a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24 + 8;
      return bytes.length === length || bytes.length === length + 1;
    },
  },
  {
    type: 'application/pdf',
    extension: 'pdf',
    begins: (bytes) => at(bytes, 0, '%PDF-'),
    ends: (bytes) => endsWith(bytes, '%%EOF'),
  },
];

/** The type of a file of evidence by how its name ends; undefined for an ending that none has. */
export function typeOfEnding(extension: string): string | undefined {
  if (extension === 'json') return 'application/json';
  if (extension === 'txt' || extension === 'md') return 'text/plain';
  return forms.find((each) => each.extension === extension)?.type;
}

/** Plain text and JSON. What a browser would take for a page or a drawing is neither: it may hold a program. */
function textType(bytes: Uint8Array): MediaType | { refused: string } {
  const text = textIn(bytes);
  if (text === undefined) return { refused: 'it is no picture, PDF, text or JSON' };
  if (/<(?:!doctype|html|svg|script|iframe|body|head|\?xml|!--)/i.test(text.slice(0, 4096)))
    return { refused: 'it is a page or a drawing that may hold a program' };
  return isJson(text) ? { type: 'application/json', extension: 'json' } : { type: 'text/plain', extension: 'txt' };
}

function textIn(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let offset = 0; offset < bytes.length; offset += 8192) {
    const part = bytes.subarray(offset, offset + 8192);
    if (part.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte))) return undefined;
    text += String.fromCharCode(...part);
  }
  try {
    return decodeURIComponent(escape(text));
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
