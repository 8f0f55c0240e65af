import type { LogEntry, Tampering } from '../../operations/read-log.ts';
import type { Paint } from './paint.ts';

/** Who is proven to have made a commit, in a few words; a name has its mark only where the event says what they said. */
export function signedText(entry: LogEntry): string {
  const { unverified, signature, signer, proven, altered, dropped, committedBy } = entry;
  if (dropped !== undefined) return `✗ dropped by ${tamperer(dropped)}`;
  if (altered !== undefined) return `✗ altered by ${tamperer(altered)}`;
  if (unverified) return '– before adoption';
  if (committedBy !== undefined) return `✗ committed by ${committedBy}`;
  if (signature === 'bad') return '✗ bad signature';
  if (signature === 'none') return '– unsigned';
  if (signer === null) return '✗ unknown key';
  return proven ? `✓ ${signer}` : `– adopted by ${signer}`;
}

/** Green where the signer is who the event names. */
export function signedColour(paint: Paint, entry: LogEntry, text: string): string {
  const { proven, unverified, signature } = entry;
  if (proven) return paint('green', text);
  if (isAtFault(entry)) return paint('red', text);
  return paint(unverified || signature === 'none' ? 'dim' : 'yellow', text);
}

/** Nobody may take it at its word. */
function isAtFault({ altered, dropped, committedBy }: LogEntry): boolean {
  return altered !== undefined || dropped !== undefined || committedBy !== undefined;
}

/** What is wrong with an event, with all that it said; undefined where nothing is. */
export function faultText(entry: LogEntry): string | undefined {
  const { action, by, event, altered, dropped, committedBy, commit } = entry;
  if (dropped !== undefined)
    return `${action} by ${by} was dropped by ${tamperer(dropped)}; it said ${words(event ?? {}, Object.keys(event ?? {}))}`;
  if (altered !== undefined) {
    const { said } = altered;
    const now: Readonly<Record<string, unknown>> = event ?? {};
    const changed = [...new Set([...Object.keys(said), ...Object.keys(now)])].filter(
      (key) => JSON.stringify(said[key]) !== JSON.stringify(now[key]),
    );
    return `${said.action} by ${said.by} was altered by ${tamperer(altered)}; it said ${words(said, changed)}, and says ${words(now, changed)}`;
  }
  if (committedBy === undefined) return undefined;
  return `${action} by ${by} came with ${commit?.slice(0, 10)}, a commit by ${committedBy}`;
}

/** Whoever signed it is named; without that, who it says, which may be somebody else. */
function tamperer({ commit, author, signature, signer }: Tampering): string {
  const who = signer ?? `${author}, ${signature === 'none' ? 'unsigned' : 'unproven'}`;
  return `${commit.slice(0, 10)} (${who})`;
}

/** So much of one value is told. */
const told = 160;

function words(event: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  return keys.map((key) => (event[key] === undefined ? `no ${key}` : `${key} ${inShort(event[key])}`)).join(', ');
}

function inShort(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > told ? `${text.slice(0, told)}…` : text;
}
