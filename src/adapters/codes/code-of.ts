import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RecordCode } from '../../domain/one-time-code.ts';
import type { IsCode } from '../../ports/codes.ts';

/** Signs that nobody takes for one another when they are read aloud or typed from paper: no 0, O, 1 or I. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** Five bits each: 140. */
const signs = 28;
const group = 4;

/** Always the same for the same key. */
export function codeOf(key: string, { record, user, nonce }: Pick<RecordCode, 'record' | 'user' | 'nonce'>): string {
  const bytes = createHmac('sha256', key).update(`${record}\0${user}\0${nonce}`).digest();
  let bits = 0n;
  for (const byte of bytes.subarray(0, Math.ceil((signs * 5) / 8))) bits = (bits << 8n) | BigInt(byte);
  const code = Array.from({ length: signs }, (_, at) => alphabet[Number((bits >> BigInt(at * 5)) & 31n)]);
  const groups = Array.from({ length: signs / group }, (_, at) => code.slice(at * group, (at + 1) * group).join(''));
  return groups.join('-');
}

/** So many bits cannot be guessed from it, so no salt and no slow hash is needed. */
export function hashOf({ record, user }: Pick<RecordCode, 'record' | 'user'>, code: string): string {
  return createHash('sha256')
    .update(`${record}\0${user}\0${plain(code)}`)
    .digest('hex');
}

export const isCode: IsCode = (sealed, typed) => {
  const [found, wanted] = [Buffer.from(hashOf(sealed, typed.slice(0, 200))), Buffer.from(sealed.hash)];
  return found.length === wanted.length && timingSafeEqual(found, wanted);
};

/** However it was typed: the case, blanks and dashes say nothing. */
function plain(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
