/** A number as it is written in base ten. Nothing is rounded. */
export interface Decimal {
  negative: boolean;
  /** Without zeros at the beginning, unless it is 0. */
  whole: string;
  /** Without zeros at the end. */
  fraction: string;
}

/** Text that may be two numbers: 1,234 is a thousand and more for one reader, and one and a bit for another. */
export interface Ambiguous {
  thousands: string;
  ones: string;
}

const sign = /^[-+\u2212]/;
const grouped = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/;
const plain = /^(\d+)(?:[.,](\d+))?$/;
const commaGroups = /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/;
const dotGroups = /^(\d{1,3}(?:\.\d{3})+),(\d+)$/;
const manyGroups = /^\d{1,3}(?:,\d{3}){2,}$|^\d{1,3}(?:\.\d{3}){2,}$/;
const doubtful = /^([1-9]\d{0,2})[.,](\d{3})$/;

/** Reads a number that people wrote, with whatever groups its digits. Undefined where it is none. */
export function decimalOfText(text: string): Decimal | Ambiguous | undefined {
  const negative = /^[-\u2212]/.test(text);
  const digits = text.replace(sign, '').trim();
  const doubt = doubtful.exec(digits);
  if (doubt !== null) return { thousands: `${doubt[1]}${doubt[2]}`, ones: doubt[1] ?? '' };
  if (manyGroups.test(digits)) return decimal(negative, digits);
  const match = plain.exec(digits) ?? grouped.exec(digits) ?? commaGroups.exec(digits) ?? dotGroups.exec(digits);
  return match === null ? undefined : decimal(negative, match[1] ?? '', match[2]);
}

/**
 * A number of a cell. Excel works with 15 digits, and what a formula leaves beyond them is noise of its arithmetic.
 * Undefined for what is no number of everyday size.
 */
export function decimalOfNumber(value: number): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(Number(value.toPrecision(15))));
  return match === null ? undefined : decimal(match[1] === '-', match[2] ?? '', match[3]);
}

function decimal(negative: boolean, whole: string, fraction = ''): Decimal {
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  return { negative: negative && (digits !== '0' || rest !== ''), whole: digits, fraction: rest };
}

/** As people write it, with a point. */
export function decimalText({ negative, whole, fraction }: Decimal): string {
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
