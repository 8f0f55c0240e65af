import { isObject, type Json } from '../../../domain/json.ts';
import { checkSize, checkText, checkWritable } from './check-writable.ts';
import { newFileLayout, printItem, printPair } from './print-block.ts';
import { printInline } from './print-scalar.ts';

/** A new document, with a blank line after each section at the top. */
export function write(value: Json, comment?: string): string {
  checkWritable(value);
  const lines = comment === undefined ? [] : [commentLine(comment)];
  return checkSize(`${[...lines, ...printDocument(value)].join('\n')}\n`);
}

function printDocument(value: Json): string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((each) => printItem(each, 0, newFileLayout));
  if (!isObject(value) || Object.keys(value).length === 0) return [printInline(value)];
  const lines: string[] = [];
  let afterSection = false;
  for (const key of Object.keys(value)) {
    if (afterSection) lines.push('');
    const pair = printPair(key, value[key] ?? null, 0, newFileLayout);
    afterSection = pair.length > 1;
    lines.push(...pair);
  }
  return lines;
}

function commentLine(comment: string): string {
  const line = comment.replace(/\s+/g, ' ').trim();
  checkText(line, 'the comment');
  return line.startsWith('#') ? line : `# ${line}`;
}
