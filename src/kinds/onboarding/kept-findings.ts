import type { JsonObject } from '../../domain/json.ts';
import type { Locale } from '../../domain/notice.ts';
import type { Finding } from './import/findings.ts';

/** So many findings an event keeps; how many there were it says beside. */
const mostKept = 20;

/** What an event keeps of what was found in a workbook, in the language of the onboarding and in the other one. */
export function findingsToKeep(found: readonly Finding[], locale: Locale): JsonObject[] {
  const other = locale === 'fr' ? 'en' : 'fr';
  return found.slice(0, mostKept).map((each) => ({
    cell: placeOf(each).slice(0, 100) || 'workbook',
    message: textOf(each, locale),
    also: { [other]: textOf(each, other) },
  }));
}

function placeOf({ sheet, cell }: Finding): string {
  return [sheet, cell].filter((part) => part !== '').join(' ');
}

function textOf({ header, message, remedy }: Finding, locale: Locale): string {
  return [header, `${message[locale]} ${remedy[locale]}`.trim()]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, 500);
}
