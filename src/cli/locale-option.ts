import { InvalidArgumentError } from 'commander';
import { type Locale, locales } from '../domain/notice.ts';

/** The value of `--locale`. */
export function readLocale(text: string): Locale {
  const found = locales.find((each) => each === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(locales.join(' or '));
}
