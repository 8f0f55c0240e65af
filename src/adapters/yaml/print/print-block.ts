import type { Json, JsonObject } from '../../../domain/json.ts';
import { printInline, printKey } from './print-scalar.ts';
import { isLiteral } from './text-style.ts';

/** How blocks are laid out: spaces a level, spaces before the dash of a list under a key, and whether `|` may be used. */
export interface Layout {
  step: number;
  dash: number;
  literals: boolean;
}

/** A value as it follows a key or dash: what stays on that line, and the lines below it. */
export interface Printed {
  inline: string;
  below: string[];
}

/** Two spaces a level, as in a new file. */
export const newFileLayout: Layout = { step: 2, dash: 2, literals: true };

/** A value as it follows a key that starts at this indentation. */
export function printAfterKey(value: Json, indent: number, layout: Layout): Printed {
  if (typeof value === 'string' && layout.literals && isLiteral(value)) return literal(value, indent + layout.step);
  if (Array.isArray(value) && value.length > 0)
    return { inline: '', below: printItems(value, indent + layout.dash, layout) };
  if (isFilledMapping(value)) return { inline: '', below: printPairs(value, indent + layout.step, layout) };
  return { inline: printInline(value), below: [] };
}

/** A value as it follows a dash, at this column: collections begin on the line of the dash. */
export function printAfterDash(value: Json, inner: number, layout: Layout): Printed {
  if (Array.isArray(value) && value.length > 0) return compact(printItems(value, inner, layout), inner);
  if (isFilledMapping(value)) return compact(printPairs(value, inner, layout), inner);
  if (typeof value === 'string' && layout.literals && isLiteral(value)) return literal(value, inner);
  return { inline: printInline(value), below: [] };
}

/** The lines of a pair that starts at this indentation. */
export function printPair(key: string, value: Json, indent: number, layout: Layout): string[] {
  return joined(`${printKey(key)}:`, printAfterKey(value, indent, layout), indent);
}

/** The lines of an item whose dash is at this indentation. */
export function printItem(value: Json, indent: number, layout: Layout): string[] {
  return joined('-', printAfterDash(value, indent + 2, layout), indent);
}

function printPairs(value: JsonObject, indent: number, layout: Layout): string[] {
  return Object.keys(value).flatMap((key) => printPair(key, value[key] ?? null, indent, layout));
}

function printItems(values: readonly Json[], indent: number, layout: Layout): string[] {
  return values.flatMap((each) => printItem(each, indent, layout));
}

function joined(head: string, { inline, below }: Printed, indent: number): string[] {
  const line = inline === '' ? head : `${head} ${inline}`;
  return [' '.repeat(indent) + line, ...below];
}

function compact(lines: readonly string[], indent: number): Printed {
  return { inline: (lines[0] ?? '').slice(indent), below: lines.slice(1) };
}

function literal(text: string, indent: number): Printed {
  const kept = text.endsWith('\n');
  const lines = (kept ? text.slice(0, -1) : text).split('\n');
  const pad = ' '.repeat(indent);
  return { inline: kept ? '|' : '|-', below: lines.map((line) => (line === '' ? '' : pad + line)) };
}

function isFilledMapping(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
