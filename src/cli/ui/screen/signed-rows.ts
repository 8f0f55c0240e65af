import { plainLine } from '../../../domain/plain-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { type Line, piece, type Tone } from './line.ts';

/** A sentence behind a sign, on as many rows as it takes. */
export function signedRows(
  sign: string,
  text: string,
  columns: number,
  { tone = 'plain', signTone = tone, most }: { tone?: Tone; signTone?: Tone; most?: number } = {},
): readonly Line[] {
  return wrapText(plainLine(text), columns - 2)
    .slice(0, most)
    .map((row, at) => [piece(at === 0 ? `${sign} ` : '  ', signTone), piece(row, tone)]);
}
