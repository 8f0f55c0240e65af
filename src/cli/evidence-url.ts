import { InvalidArgumentError } from 'commander';

/** Whether this may be kept as an address that shows something. */
export function isEvidenceUrl(text: string): boolean {
  return /^https?:\/\/[^\s]+$/.test(text) && text.length <= 2000;
}

/** The value of a flag that is such an address. */
export function readUrl(text: string): string {
  if (isEvidenceUrl(text)) return text;
  throw new InvalidArgumentError('an address that begins with http:// or https:// is needed');
}
