import type { Command } from 'commander';
import type { Locale } from '../domain/notice.ts';
import { readLocale } from './locale-option.ts';

export interface LocaleFlag {
  locale: Locale;
}

/** In which language the points are shown. */
export function localeOption(command: Command): void {
  command.option('--locale <en|fr>', 'the language of the points', readLocale, 'en');
}
