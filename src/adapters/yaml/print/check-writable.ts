import type { Json } from '../../../domain/json.ts';
import { RgzError } from '../../../errors/rgz-error.ts';
import { forbiddenCharacters } from '../forbidden-characters.ts';
import { MAX_BYTES, MAX_DEPTH, MAX_KEY, MAX_VALUES } from '../limits.ts';
import { printKey } from './print-scalar.ts';

/** Refuses what strict reading would not give back, before any of it is written. */
export function checkWritable(value: Json): void {
  checkValue(value, 0, []);
  if (countValues(value) > MAX_VALUES) throw refusal(`The file would hold more than ${MAX_VALUES} values.`);
}

function checkValue(value: Json, depth: number, path: readonly string[]): void {
  if (typeof value === 'string') checkText(value, path.join('.'));
  else if (typeof value === 'number') checkNumber(value);
  else if (typeof value === 'object' && value !== null) checkCollection(value, depth + 1, path);
}

/** Refuses text that is too long to be read again. */
export function checkSize(text: string): string {
  if (Buffer.byteLength(text) > MAX_BYTES) throw refusal(`The file would have more than ${MAX_BYTES} bytes.`);
  return text;
}

/** Refuses text with characters that no record may hold; `what` says which text it is. */
export function checkText(text: string, what: string): void {
  for (const { name } of forbiddenCharacters(text)) {
    throw refusal(`${what || 'the value'} holds ${name}`, 'leave that character out: a record is plain text');
  }
}

function checkNumber(value: number): void {
  if (!Number.isFinite(value)) throw refusal('A number must be finite.');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw refusal('A number is too large to be exact.');
}

function checkCollection(value: Json[] | { [key: string]: Json }, depth: number, path: readonly string[]): void {
  if (depth > MAX_DEPTH) throw refusal(`Values lie more than ${MAX_DEPTH} levels deep.`);
  if (Array.isArray(value)) {
    value.forEach((each, at) => {
      checkValue(each, depth, [...path, String(at)]);
    });
    return;
  }
  const looks = new Set<string>();
  for (const key of Object.keys(value)) {
    checkKey(key);
    if (looks.size === looks.add(key.normalize('NFC')).size) throw refusal('Two keys of one mapping look the same.');
    checkValue(value[key] ?? null, depth, [...path, key]);
  }
}

function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((count, each) => count + countValues(each), 1);
}

function checkKey(key: string): void {
  checkText(key, 'a key');
  if (key === '<<' || key === '__proto__') throw refusal(`"${key}" cannot be a key.`);
  if (printKey(key).length > MAX_KEY) throw refusal(`A key is longer than ${MAX_KEY} characters.`);
}

function refusal(message: string, ...remedy: string[]): RgzError {
  return new RgzError('input.invalid', message, { remedy });
}
