import type { LogEntry } from '../../operations/read-log.ts';
import type { Paint } from './paint.ts';

/** Who is proven to have made a commit, in a few words. */
export function signedText({ unverified, signature, signer }: LogEntry): string {
  if (unverified) return '– before adoption';
  if (signature === 'bad') return '✗ bad signature';
  if (signature === 'none') return '– unsigned';
  return signer === null ? '✗ unknown key' : `✓ ${signer}`;
}

/** Green where the signer is who the event names. */
export function signedColour(paint: Paint, { proven, unverified, signature }: LogEntry, text: string): string {
  if (proven) return paint('green', text);
  return paint(unverified || signature === 'none' ? 'dim' : 'yellow', text);
}
