import type { Texts } from './texts.ts';

/** Amounts are whole cents, and as large as DECIMAL(10,2) holds. */
export const largestAmount = 9_999_999_999;

/** Counts are as large as a 32-bit INTEGER holds. */
export const largestCount = 2_147_483_647;

/** `123450` as `1234.50`. */
export function amountText(cents: number | bigint): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The same for people, without decimals that are none. */
export function amountWords(cents: number): Texts {
  const en = amountText(cents).replace(/\.00$/, '');
  return { en, fr: en.replace('.', ',') };
}
