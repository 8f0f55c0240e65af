import { crc32 } from 'node:zlib';
import { damaged, refusal } from '../refusal.ts';
import type { Package } from './open-package.ts';

const markup = /\.(?:xml|rels|vml)$/i;
const overlap = 16;

/**
 * Unpacks a part once, without keeping it: that it is as long as the directory says and undamaged, and that it is XML which
 * declares nothing. What is passed on is Latin-1, a character a byte.
 */
export async function provePart(from: Package, part: string, hear?: (text: string) => void): Promise<void> {
  const isMarkup = markup.test(part);
  let crc = 0;
  let tail = '';
  let first = true;
  for await (const piece of from.pieces(part)) {
    crc = crc32(piece, crc);
    if (!isMarkup) continue;
    if (first) refuseEncoding(piece, part);
    first = false;
    const heard = piece.toString('latin1');
    const text = tail + heard;
    if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY'))
      throw refusal(
        'the part declares a document type, which no workbook needs and attacks are made of',
        'save the workbook with a spreadsheet program, and give that file',
        { part },
      );
    hear?.(heard);
    tail = text.slice(-overlap);
  }
  if (crc !== from.packed(part).crc)
    throw damaged('the part was damaged on its way: its checksum is another', { part });
}

/** An encoding that hides markup from who looks for it as bytes. */
function refuseEncoding(piece: Buffer, part: string): void {
  const head = piece.subarray(0, 200).toString('latin1');
  const named = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
  if (
    head.slice(0, 4).includes('\0') ||
    /^(?:\xff\xfe|\xfe\xff)/.test(head) ||
    (named !== undefined && !/^(?:utf-8|us-ascii)$/i.test(named))
  )
    throw damaged(`the part is not UTF-8${named === undefined ? '' : ` but says ${named}`}`, { part });
}
