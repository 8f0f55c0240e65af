import { plainLine } from '../../domain/plain-text.ts';
import type { ToldStop } from '../../operations/stop-line.ts';

/** One stop, who set it, and why. */
export function stopText({ what, by, at, reason }: ToldStop): string {
  return plainLine(`stopped: ${what}, by ${by} at ${at}: ${reason}`);
}
