import { countryCodes } from '../../../domain/countries.ts';
import type { Option } from '../page/page.ts';

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** Every country by its name, with its code behind it. */
export const countries: readonly Option[] = countryCodes
  .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
  .sort((one, other) => one.label.localeCompare(other.label, 'en'));

export function countryName(code: string): string {
  return countries.find(({ value }) => value === code)?.label ?? code;
}
