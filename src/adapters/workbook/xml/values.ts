import { damaged, type Place } from '../refusal.ts';

const pair = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gy;

/** The attributes of a tag by their names without prefix. */
export function attributesOf(raw: string, place: Place = {}): Map<string, string> {
  const found = new Map<string, string>();
  pair.lastIndex = 0;
  let end = 0;
  for (let match = pair.exec(raw); match !== null; match = pair.exec(raw)) {
    const [, name = '', double, single] = match;
    end = pair.lastIndex;
    if (name.startsWith('xmlns')) continue;
    found.set(name.slice(name.indexOf(':') + 1), decode(double ?? single ?? '', place));
  }
  if (raw.slice(end).trim() !== '') throw damaged('a tag is not as XML has it', place);
  return found;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as it reads: line ends as one character, and entities as what they stand for. Only those of XML itself are known. */
export function decode(raw: string, place: Place = {}): string {
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!lines.includes('&')) return lines;
  return lines.replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));|&/g, (all, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (name !== undefined && named[name] !== undefined) return named[name];
    if (Number.isNaN(code) || code > 0x10ffff) throw damaged(`the text holds ${all}, which stands for nothing`, place);
    return String.fromCodePoint(code);
  });
}

/** What cannot be written in XML stands in cells as _xHHHH_. */
export function decodeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const unwritable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** The other way, for text between tags that `decodeCell` makes the same again. */
export function encodeCell(text: string): string {
  return escapeXml(
    text
      .toWellFormed()
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(unwritable, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  );
}

export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
