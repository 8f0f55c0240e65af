import { InvalidArgumentError } from 'commander';
import type { Locale } from '../domain/notice.ts';

/** The value of `--locale`. */
export function readLocale(text: string): Locale {
  if (text === 'en' || text === 'fr') return text;
  throw new InvalidArgumentError('en or fr');
}
