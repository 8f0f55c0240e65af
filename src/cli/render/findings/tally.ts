import type { Check } from '../../../operations/check.ts';

/** `2 errors, 1 warning` */
export function tally(findings: Check['findings']): string {
  const errors = findings.filter((each) => each.severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''];
  return parts.filter((part) => part !== '').join(', ');
}

/** `2 records`; of a range `3 commits and 2 records` */
export function scopeOf({ checked, range }: Pick<Check, 'checked' | 'range'>): string {
  const records = counted(checked, 'record');
  return range === undefined ? records : `${counted(range.commits, 'commit')} and ${records}`;
}

/** `1 record`, `2 records` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Commits of which an audit says nothing. */
export function beforeAdoption(count: number): string {
  return `${counted(count, 'commit')} from before the adoption: nothing is claimed of ${count === 1 ? 'it' : 'them'}`;
}

/** A sentence without its full stop, for what goes on. */
export function unended(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
