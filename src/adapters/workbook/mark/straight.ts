import { damaged } from '../refusal.ts';

/** Markup that begins within markup, or that only looks like it: no spreadsheet program writes either. */
const crooked = /<[^<>]*<|<!\[CDATA\[/;

/** Parts are edited by expressions that look for whole tags: where a tag has no end they would look for ever. */
export function refuseCrooked(part: string, text: string): string {
  if (!crooked.test(text)) return text;
  throw damaged('it is not as a spreadsheet program writes it, so nothing can be marked in it', { part });
}
