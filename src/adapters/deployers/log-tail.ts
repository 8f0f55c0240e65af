import { plainText } from '../../domain/plain-text.ts';
import { redact } from '../../errors/redact.ts';

const limit = 8192;

/**
 * The end of a job's output as it may be kept and shown: whole lines, at most 8 KiB, without terminal escapes and secrets.
 * `secrets` are taken out by their text. Give it much more than 8 KiB, with `cut` where its beginning is missing.
 */
export function logTail(output: string, cut: boolean, secrets: readonly string[] = []): string {
  const whole = cut ? output.slice(output.indexOf('\n') + 1) : output;
  const text = redact(withoutRestOfKey(secrets.filter((secret) => secret !== '').reduce(takeOut, plainText(whole))));
  const lines = text.trimEnd().split('\n');
  if (lines.join('') === '') return '';
  const kept: string[] = [];
  let size = 0;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    size += Buffer.byteLength(line) + 1;
    if (size > limit) break;
    kept.unshift(line);
  }
  return kept.length > 0 ? `${kept.join('\n')}\n` : endOf(lines.at(-1) ?? '');
}

function takeOut(text: string, secret: string): string {
  return text.replaceAll(secret, '[secret]');
}

/** Of a private key whose first line was cut off, nothing else would tell that it is one. */
function withoutRestOfKey(text: string): string {
  const [begin, end] = ['-----BEGIN ', '-----END '].map((mark) => text.indexOf(mark)) as [number, number];
  if (end < 0 || (begin >= 0 && begin < end)) return text;
  return `[private key]${text.slice(end).replace(/^-----END [A-Z ]*PRIVATE KEY-----/, '')}`;
}

function endOf(line: string): string {
  const bytes = Buffer.from(line).subarray(-limit + 3);
  return new TextDecoder().decode(bytes).replace(/^\ufffd+/, '…');
}
