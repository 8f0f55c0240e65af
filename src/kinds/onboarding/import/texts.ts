import type { Locale } from '../../../domain/notice.ts';
import { plainLine } from '../../../domain/plain-text.ts';

/** A text in every language that an import speaks. */
export type Texts = Readonly<Record<Locale, string>>;

/** What fills the {places} of a message. */
export type Values = Readonly<Record<string, string | Texts>>;

export function inBoth(text: string): Texts {
  return { en: text, fr: text };
}

/** Names as they are listed in a sentence. */
export function listed(names: readonly string[]): Texts {
  return { en: names.map((name) => `"${name}"`).join(', '), fr: names.map((name) => `« ${name} »`).join(', ') };
}

export function filled(text: Texts, values: Values): Texts {
  return { en: fill(text.en, 'en', values), fr: fill(text.fr, 'fr', values) };
}

function fill(text: string, locale: Locale, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'string' ? value : value[locale];
  });
}

const mostShown = 60;

/** Text of a cell as a message may repeat it: one line, nothing invisible, not too long. */
export function shown(text: string): string {
  const characters = [...plainLine(text.slice(0, 4 * mostShown))];
  return characters.length > mostShown ? `${characters.slice(0, mostShown - 1).join('')}…` : characters.join('');
}
