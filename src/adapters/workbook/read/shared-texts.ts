import { workbookLimits } from '../limits.ts';
import type { Package } from '../package/open-package.ts';
import { textPieces } from '../package/read-part.ts';
import { type Place, refusal } from '../refusal.ts';
import { Scanner } from '../xml/scanner.ts';
import { decode, decodeCell } from '../xml/values.ts';

/** The texts that cells name by their number. How a text is to be pronounced is no part of it. */
export async function readSharedTexts(from: Package, part: string | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  if (part === undefined) return texts;
  const place = (): Place => ({ part, cell: `text ${texts.length + 1}` });
  let text = '';
  let total = 0;
  let taking = false;
  let pronounced = 0;
  const scanner = new Scanner(
    {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 'rPh') pronounced += 1;
        else if (name === 't') taking = pronounced === 0;
      },
      text(raw) {
        if (!taking) return;
        text += decode(raw, place());
        if (text.length > workbookLimits.cell) throw tooLong(place());
      },
      close(name) {
        if (name === 't') taking = false;
        else if (name === 'rPh') pronounced -= 1;
        else if (name === 'si') {
          total += text.length + 8;
          if (total > workbookLimits.texts)
            throw refusal(
              `the texts of all cells together have more than ${workbookLimits.texts} characters`,
              'split the rows over several files',
              { part },
            );
          texts.push(decodeCell(text));
        }
      },
    },
    place,
  );
  for await (const piece of textPieces(from, part)) scanner.feed(piece);
  scanner.end();
  return texts;
}

export function tooLong(place: Place): Error {
  return refusal(
    `a cell holds more than ${workbookLimits.cell} characters`,
    'shorten it, and save the workbook again',
    place,
  );
}
