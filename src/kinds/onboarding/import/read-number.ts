import type { Cell } from '../../../domain/sheet.ts';
import { largestAmount, largestCount } from './amount.ts';
import { type Decimal, decimalOfNumber, decimalOfText, decimalText } from './decimal.ts';
import { type Note, type Reading, refused, refusedKind } from './reading.ts';
import { shown, type Texts } from './texts.ts';

const currency = /(?:\s*(?:F\s?CFA|CFA|XOF|XAF|EUR|€|F)\.?)$/i;
/** A currency in front needs a blank or a sign, or a code such as F12 would be an amount. */
const currencyBefore = /^(?:(?:F\s?CFA|CFA|XOF|XAF|EUR)\s+|€\s*)/i;
const spaces = /[\s\u00a0\u2000-\u200a\u202f\u205f]+/g;

/** An amount in cents, from a number or from text that can be only one. */
export function readAmount(cell: Cell): Reading<number> {
  if (isEveryday(cell)) return { value: cell.value * 100 };
  const read = readDecimal(cell, true);
  if ('fault' in read) return read;
  const { value, notes } = read;
  if (value.fraction.length > 2) return refused('amount.decimals', { value: words(value) });
  const cents = Number(value.whole) * 100 + Number(value.fraction.padEnd(2, '0'));
  if (cents > largestAmount) return refused('amount.too-large', { value: words(value) });
  return { value: value.negative ? -cents : cents, ...(notes && { notes }) };
}

/** A whole number. Currencies are not taken: nobody counts in francs. */
export function readCount(cell: Cell): Reading<number> {
  if (isEveryday(cell)) return { value: cell.value };
  const read = readDecimal(cell, false);
  if ('fault' in read) return read;
  const { value, notes } = read;
  if (value.fraction !== '') return refused('count.not-whole', { value: words(value) });
  const count = Number(value.whole);
  if (count > largestCount) return refused('count.too-large', { value: words(value) });
  return { value: value.negative ? -count : count, ...(notes && { notes }) };
}

/** A whole number that any column has room for needs no second look. Nearly all are such. */
function isEveryday(cell: Cell): cell is Cell & { kind: 'number' } {
  return cell.kind === 'number' && Number.isInteger(cell.value) && cell.value > 0 && cell.value < 99_999_999;
}

function readDecimal(cell: Cell, isAmount: boolean): Reading<Decimal> {
  switch (cell.kind) {
    case 'number': {
      const value = decimalOfNumber(cell.value);
      if (value !== undefined) return { value };
      if (!Number.isFinite(cell.value)) return refused('number.unreadable', { example: '12' });
      if (Math.abs(cell.value) >= 1) return refused(isAmount ? 'amount.too-large' : 'count.too-large');
      return refused(isAmount ? 'amount.decimals' : 'count.not-whole');
    }
    case 'text':
      return readText(cell.text, isAmount);
    default:
      return refusedKind(cell);
  }
}

const longest = 40;

function readText(text: string, isAmount: boolean): Reading<Decimal> {
  const example = isAmount ? { en: '5000 or 12.50', fr: '5000 ou 12,50' } : '12';
  const trimmed = text.trim().replace(spaces, ' ');
  if (trimmed.length > longest) return refused('number.unreadable', { example });
  const bare = isAmount ? trimmed.replace(currencyBefore, '').replace(currency, '') : trimmed;
  const value = decimalOfText(bare);
  if (value === undefined) return refused('number.unreadable', { example });
  if ('ones' in value) return refused('number.ambiguous', { ...value });
  const notes: Note[] = [{ code: 'number.as-text', values: { value: shown(text), read: words(value) } }];
  if (bare !== trimmed) notes.push({ code: 'amount.currency' });
  return { value, notes };
}

function words(value: Decimal): Texts {
  const en = decimalText(value);
  return { en, fr: en.replace('.', ',') };
}
