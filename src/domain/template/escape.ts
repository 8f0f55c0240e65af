import { markupText, plainLine, plainText } from '../plain-text.ts';
import type { Place, Target } from './template.ts';

/**
 * A value as it may stand in a place. In the text of HTML its line breaks and the blanks at the beginning of its lines are
 * kept; everywhere else it is one line. An address is one of http, https or mailto, or none.
 */
export function escapeFor(target: Target, place: Place, value: string): string {
  if (target === 'text') return plainText(value).replace(/[\n\u2028\u2029]+/g, ' ');
  if (place === 'text') return plainText(value).split('\n').map(htmlLine).join('<br>\n');
  const line = plainLine(value);
  return place === 'address' && !/^(?:https?:\/\/|mailto:)/i.test(line) ? '#' : htmlOf(line);
}

function htmlLine(line: string): string {
  const text = line.trimStart();
  const blanks = line.slice(0, line.length - text.length).replaceAll('\t', '    ');
  return '&nbsp;'.repeat(Math.min(blanks.length, 40)) + htmlOf(text);
}

/** A value can open no tag of the template's own language either. */
function htmlOf(text: string): string {
  return markupText(text).replaceAll('`', '&#96;').replaceAll('{', '&#123;');
}
