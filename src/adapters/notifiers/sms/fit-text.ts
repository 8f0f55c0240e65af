import { plainLine } from '../../../domain/plain-text.ts';
import { type Coding, gsm, segmentsOf, ucs2 } from './gsm.ts';
import { withFewerAccents, withTypewrittenSigns } from './plain-signs.ts';

/** No message takes more segments, for each of them is paid for. */
const most = 2;

/** No text of two segments is longer than this, however it is written. */
const longest = 400;

/**
 * The text as it is sent: whole in one segment if it can be, in two otherwise, and only then cut, at a word. A command at
 * its end is kept, for it is what the reader is to type.
 */
export function fitText(short: string, commands: readonly string[]): string {
  const line = plainLine(short).normalize('NFC');
  const command =
    commands.find((each) => each !== '' && line.endsWith(each)) ?? /\brgz [a-z][\w -]{0,80}$/.exec(line)?.[0];
  const head = command === undefined ? line : line.slice(0, -command.length);
  const ways = waysToWrite(head.slice(0, longest), command ?? '');
  const whole = head.length <= longest;
  for (const segments of [1, most])
    for (const { coding, head, tail } of whole ? ways : [])
      if ((segmentsOf(head + tail, coding) ?? most + 1) <= segments) return head + tail;
  return cut(ways);
}

interface Way {
  coding: Coding;
  head: string;
  tail: string;
}

/** The best first: all letters as they are, before fewer segments with fewer accents. */
function waysToWrite(head: string, tail: string): readonly Way[] {
  const inGsm = (write: (text: string) => string): Way => ({ coding: gsm, head: write(head), tail: write(tail) });
  const bare = (text: string) => withFewerAccents(withTypewrittenSigns(text), (sign) => gsm.sizeOf(sign) !== undefined);
  return [inGsm(withTypewrittenSigns), { coding: ucs2, head, tail }, inGsm(bare)];
}

/** The way in which most is left. */
function cut(ways: readonly Way[]): string {
  const [best] = ways.flatMap((way) => cutIn(way) ?? []).sort((left, right) => right.length - left.length);
  if (best !== undefined) return best;
  // Even the command alone is too long: then it is cut like any other text.
  const [, asIs] = ways;
  return cut(waysToWrite(`${asIs?.head}${asIs?.tail}`.slice(0, longest), ''));
}

function cutIn({ coding, head, tail }: Way): string | undefined {
  const end = coding.ellipsis + (tail === '' ? '' : ` ${tail}`);
  const signs = [...head];
  for (let kept = signs.length; kept >= 0; kept -= 1) {
    const text = endAtWord(signs.slice(0, kept).join('')) + end;
    if ((segmentsOf(text, coding) ?? most + 1) <= most) return text;
  }
  return undefined;
}

function endAtWord(text: string): string {
  const word = text.lastIndexOf(' ');
  return text.slice(0, word > text.length / 2 ? word : text.length).replace(/[\s,;:.(–\ud800-\udbff-]+$/, '');
}
