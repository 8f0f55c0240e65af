import { spotAt, templateFault } from './template.ts';

/** `<b>` of HTML aside, a tag here is what stands between two pairs of braces. */
export interface Tag {
  sign: '' | '#' | '^' | '/' | '!';
  name: string;
  start: number;
}

export type Token = { text: string; start: number } | Tag;

const plainName = /^(?:\.|[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)$/;

/** The text and the tags in their order. A tag that opens, closes or comments and has a line to itself takes the line along. */
export function tokensOf(file: string, source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (let start = source.indexOf('{{'); start >= 0; start = source.indexOf('{{', at)) {
    const end = source.indexOf('}}', start + 2);
    if (end < 0) throw templateFault(file, spotAt(source, start), '{{ is never closed', 'close it with }}');
    const tag = tagOf(file, source, start, end);
    const line = tag.sign === '' ? undefined : ownLine(source, at, start, end + 2);
    tokens.push({ text: source.slice(at, line?.start ?? start), start: at }, tag);
    at = line?.end ?? end + 2;
  }
  return [...tokens, { text: source.slice(at), start: at }];
}

function tagOf(file: string, source: string, start: number, end: number): Tag {
  const inside = source.slice(start + 2, end).trim();
  const fault = (message: string, remedy: string) => templateFault(file, spotAt(source, start), message, remedy);
  if (/^[{&]/.test(inside)) throw fault('a value cannot be had as it is', 'write {{name}}: values are always escaped');
  const sign = (/^[#^/!]/.exec(inside)?.[0] ?? '') as Tag['sign'];
  const name = inside.slice(sign.length).trim();
  if (sign !== '!' && !plainName.test(name))
    throw fault(
      `{{${inside.slice(0, 40)}}} is no name`,
      'write {{name}}, {{#name}}, {{^name}}, {{/name}} or {{! words }}',
    );
  return { sign, name, start };
}

function ownLine(source: string, from: number, start: number, end: number): { start: number; end: number } | undefined {
  const first = source.lastIndexOf('\n', start - 1) + 1;
  const next = source.indexOf('\n', end);
  const last = next < 0 ? source.length : next + 1;
  if (first < from || source.slice(first, start).trim() !== '' || source.slice(end, last).trim() !== '')
    return undefined;
  return { start: first, end: last };
}
