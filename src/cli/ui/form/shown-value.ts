import { plainLine } from '../../../domain/plain-text.ts';
import type { RequestDraft } from '../request-draft.ts';
import type { Field } from './field.ts';

/** The value of a field on one line, in words. */
export function shownValue({ key }: Field, draft: Partial<RequestDraft>): string {
  const value = draft[key];
  if (value === undefined) return '—';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (key === 'schedule' && value === '') return 'as soon as it is approved';
  const [first = '', ...more] = value.trim().split('\n');
  const rest = more.length === 0 ? '' : ` (+${more.length} ${more.length === 1 ? 'line' : 'lines'})`;
  return `${plainLine(first)}${rest}`;
}
