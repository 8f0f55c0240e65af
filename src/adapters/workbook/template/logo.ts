import { RgzError } from '../../../errors/rgz-error.ts';

/** In pixels of the screen. */
export const logoHeight = 56;
const widest = 400;

/** How large a picture is drawn. Throws `input.invalid` for what is no PNG. */
export function logoSize(bytes: Uint8Array): { width: number; height: number } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng =
    view.length > 24 &&
    view.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n' &&
    view.toString('latin1', 12, 16) === 'IHDR';
  const [width, height] = isPng ? [view.readUInt32BE(16), view.readUInt32BE(20)] : [0, 0];
  if (width === 0 || height === 0)
    throw new RgzError('input.invalid', 'the logo is no PNG picture', {
      remedy: ['put a .png picture at templates/workbook/logo.png of the records repository, or take that file away'],
    });
  const scale = Math.min(logoHeight / height, widest / width);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
