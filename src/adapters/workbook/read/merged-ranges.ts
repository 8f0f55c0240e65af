import type { CellRange } from '../../../domain/sheet.ts';
import { readAddress } from '../cell-address.ts';
import { workbookLimits } from '../limits.ts';
import { damaged } from '../refusal.ts';

const range = /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]+\d+)(?::([A-Z]+\d+))?["']/g;
const longestTag = 400;

/** Finds the merged ranges of a sheet in its text as it comes, wherever the text is cut. */
export function mergedRanges(sheet: string): { hear(text: string): void; ranges(): readonly CellRange[] } {
  const found: CellRange[] = [];
  let rest = '';
  return {
    hear(piece) {
      const text = rest + piece;
      const open = text.lastIndexOf('<');
      const cut = open === -1 || text.length - open > longestTag || text.includes('>', open) ? text.length : open;
      rest = text.slice(cut);
      if (!text.includes('mergeCell ')) return;
      for (const [, from = '', to = from] of text.slice(0, cut).matchAll(range)) {
        const [first, last] = [readAddress(from), readAddress(to)];
        if (first === undefined || last === undefined) throw damaged(`a merged range from ${from} to ${to}`, { sheet });
        found.push({ top: first.row, left: first.column, bottom: last.row, right: last.column });
        if (found.length > workbookLimits.mergedRanges)
          throw damaged('more merged ranges than anybody makes', { sheet });
      }
    },
    ranges: () => found,
  };
}
