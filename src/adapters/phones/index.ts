import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Phones } from '../../ports/phones.ts';

/** Numbers as the numbering plans of all countries have them. */
export const phones: Phones = {
  read(text, country) {
    const usual = isSupportedCountry(country) ? country : undefined;
    const options = { extract: false, ...(usual === undefined ? {} : { defaultCountry: usual }) };
    const found = parsePhoneNumberFromString(text.replace(/^\((\+\d+)\)/, '$1').replace(/^00/, '+'), options);
    return found?.isValid() && found.ext === undefined ? found.number : undefined;
  },
};
