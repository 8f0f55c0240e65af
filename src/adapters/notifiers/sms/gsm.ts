const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** What each sign of the alphabet of telephones takes, in septets. */
const septets: ReadonlyMap<string, number> = new Map([
  ...[...basic].map((sign) => [sign, 1] as const),
  ...[...'^{}\\[~]|€'].map((sign) => [sign, 2] as const),
]);

export interface Coding {
  /** What one sign takes of a segment; undefined where it cannot be sent. */
  sizeOf(sign: string): number | undefined;
  /** What a message of one segment holds, and what each segment holds of a longer one. */
  alone: number;
  joined: number;
  ellipsis: string;
}

export const gsm: Coding = { sizeOf: (sign) => septets.get(sign), alone: 160, joined: 153, ellipsis: '...' };

export const ucs2: Coding = { sizeOf: (sign) => sign.length, alone: 70, joined: 67, ellipsis: '…' };

/** How many segments a text takes; undefined where it holds what the coding has no sign for. No sign is split. */
export function segmentsOf(text: string, { sizeOf, alone, joined }: Coding): number | undefined {
  let total = 0;
  let segments = 1;
  let filled = 0;
  for (const sign of text) {
    const size = sizeOf(sign);
    if (size === undefined) return undefined;
    total += size;
    if (filled + size > joined) {
      segments += 1;
      filled = 0;
    }
    filled += size;
  }
  return total <= alone ? 1 : segments;
}
