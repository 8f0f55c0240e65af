import { workbookLimits } from '../limits.ts';
import { damaged, refusal } from '../refusal.ts';
import type { Package } from './open-package.ts';

/** The text of a part, piece by piece. Workbooks are written in UTF-8. */
export async function* textPieces(from: Package, part: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Buffer): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch (error) {
      throw damaged('the part is not UTF-8', { part }, error);
    }
  };
  for await (const piece of from.pieces(part)) yield decode(piece);
  yield decode();
}

/** A whole part, for those that are small in any workbook. */
export async function readPart(from: Package, part: string, limit: number = workbookLimits.wholePart): Promise<string> {
  if (from.sizeOf(part) > limit)
    throw refusal(`the part has more than ${limit} bytes`, 'take out what is not asked for, and save again', { part });
  let text = '';
  for await (const piece of textPieces(from, part)) text += piece;
  return text;
}
