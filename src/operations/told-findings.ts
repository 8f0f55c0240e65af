import { isObject, type Json } from '../domain/json.ts';
import type { Locale } from '../domain/notice.ts';

/** One finding of a workbook as somebody reads it. An event that was kept in one language only is told in that. */
export interface ToldFinding {
  place: string;
  text: string;
}

/** What an event kept of a workbook, first to last. */
export function toldFindings(kept: Json | undefined, locale: Locale): readonly ToldFinding[] {
  const all = Array.isArray(kept) ? kept.filter(isObject) : [];
  return all.map(({ cell, message, also }) => {
    const translated = isObject(also) ? also[locale] : undefined;
    return { place: `${cell}`, text: `${translated ?? message}` };
  });
}
