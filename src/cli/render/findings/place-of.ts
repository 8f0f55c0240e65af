import { plainLine } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';

/** `file:line:column`, as editors and terminals take it. */
export function placeOf({ file, line, column }: Check['findings'][number]): string {
  return `${plainLine(file)}:${line ?? 1}:${column ?? 1}`;
}
