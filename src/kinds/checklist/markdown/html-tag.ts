import type { Line } from './line.ts';
import { code } from './starts.ts';

/** Whether from there to the end of the line there is one opening or closing tag, and nothing after it but blanks. */
export function isWholeTag(line: Line, start: number): boolean {
  const closing = line.codeAt(start + 1) === code('/');
  const name = start + (closing ? 2 : 1);
  if (!isLetter(line.codeAt(name))) return false;
  let at = name;
  while (isLetter(line.codeAt(at)) || isDigit(line.codeAt(at)) || line.codeAt(at) === code('-')) at += 1;
  let end = closing ? at : attributesEnd(line, at);
  while (line.isBlankAt(end)) end += 1;
  if (!closing && line.codeAt(end) === code('/')) end += 1;
  return line.codeAt(end) === code('>') && line.isRestBlank(end + 1);
}

/** Behind the last attribute that is whole. */
function attributesEnd(line: Line, from: number): number {
  let end = from;
  for (;;) {
    let at = skipBlanks(line, end);
    if (at === end || !isNameStart(line.codeAt(at))) return end;
    while (isNamePart(line.codeAt(at))) at += 1;
    end = at;
    const equals = skipBlanks(line, at);
    if (line.codeAt(equals) !== code('=')) continue;
    const value = valueEnd(line, skipBlanks(line, equals + 1));
    if (value === undefined) return end;
    end = value;
  }
}

function valueEnd(line: Line, from: number): number | undefined {
  const quote = line.codeAt(from);
  let at = from;
  if (quote === code('"') || quote === code("'")) {
    at += 1;
    while (at < line.end && line.codeAt(at) !== quote) at += 1;
    return at < line.end ? at + 1 : undefined;
  }
  while (at < line.end && !line.isBlankAt(at) && !bare.has(line.codeAt(at))) at += 1;
  return at > from ? at : undefined;
}

/** What may not stand in a value without quotes. */
const bare = new Set([...'"\'=<>`'].map(code));

function skipBlanks(line: Line, from: number): number {
  let at = from;
  while (line.isBlankAt(at)) at += 1;
  return at;
}

function isLetter(found: number): boolean {
  return (found >= 65 && found <= 90) || (found >= 97 && found <= 122);
}

function isDigit(found: number): boolean {
  return found >= 48 && found <= 57;
}

function isNameStart(found: number): boolean {
  return isLetter(found) || found === code('_') || found === code(':');
}

function isNamePart(found: number): boolean {
  return isNameStart(found) || isDigit(found) || found === code('.') || found === code('-');
}
