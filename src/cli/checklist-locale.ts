import { type Command, InvalidArgumentError } from 'commander';

export interface LocaleFlag {
  locale: 'en' | 'fr';
}

/** In which language the points are shown. */
export function localeOption(command: Command): void {
  command.option('--locale <en|fr>', 'the language of the points', read, 'en');
}

function read(text: string): 'en' | 'fr' {
  if (text === 'en' || text === 'fr') return text;
  throw new InvalidArgumentError('en or fr');
}
