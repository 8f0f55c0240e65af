import type { Json } from '../../../domain/json.ts';
import { type Layout, type Printed, printAfterDash, printAfterKey } from '../print/print-block.ts';
import { printInline, printQuoted } from '../print/print-scalar.ts';
import { isLiteral, mayStayPlain } from '../print/text-style.ts';
import type { Tree } from '../tree.ts';
import { inFlow, type Slot } from './slot.ts';

/** Where a key or dash stands, and where a block on the line of a dash starts. */
export interface Columns {
  indent: number;
  inner: number;
}

/** A new value as it is printed in a place, in the quoting style of the old one where that is possible. */
export function printInPlace(slot: Slot, value: Json, { indent, inner }: Columns, layout: Layout): Printed {
  const literal = typeof value === 'string' && layout.literals && isLiteral(value) && !inFlow(slot);
  const kept = typeof value === 'string' && !literal ? inStyle(slot.node, value) : undefined;
  if (kept !== undefined) return { inline: kept, below: [] };
  if (inFlow(slot)) return { inline: printInline(value), below: [] };
  return slot.parent?.kind === 'mapping' ? printAfterKey(value, indent, layout) : printAfterDash(value, inner, layout);
}

function inStyle(old: Tree, text: string): string | undefined {
  if (old.kind !== 'scalar' || typeof old.value !== 'string') return undefined;
  if (old.style === 'single' && !/[\n\t\r]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (old.style === 'double') return printQuoted(text);
  return old.style === 'plain' && mayStayPlain(text) ? text : undefined;
}
