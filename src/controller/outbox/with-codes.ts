import type { Message } from '../../domain/notice.ts';
import type { Sealed } from '../../domain/one-time-code.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { unsealed } from '../../notices/letters.ts';
import { withoutCode } from '../../notices/without-code.ts';
import type { Channel, Outcome } from '../../ports/channel.ts';
import type { Codes } from '../../ports/codes.ts';

export interface Unsealing {
  codes(): Promise<Codes>;
  /** ISO in UTC. */
  now(): string;
  /** Hears of a letter that cannot be written here. */
  foreign(message: Message): void;
}

type Ready = { message: Message; code: string | undefined };

/** Another controller may have the key: it finds the letter due before anybody tries again here. */
const leaveItSeconds = 60;

/**
 * The channel with codes put into the letters that it is given. Nothing that it tells of a letter holds any part of the
 * code, whatever the other side sent back. What cannot be written here waits for a controller that can.
 */
export function withCodes(channel: Channel, unsealing: Unsealing): Channel {
  return {
    deliver: async (messages, goesOn) => {
      if (messages.every(({ sealed }) => sealed === undefined)) return channel.deliver(messages, goesOn);
      const opened: (Ready | Outcome)[] = [];
      for (const message of messages) opened.push(await open(message, unsealing));
      const ready = opened.filter((each) => 'message' in each);
      const told = ready.length === 0 ? [] : [...(await deliver(channel, ready, goesOn))];
      const outcomes: Outcome[] = [];
      for (const each of opened) {
        const outcome = 'message' in each ? told.shift() : each;
        if (outcome === undefined) break;
        outcomes.push(outcome);
      }
      return outcomes;
    },
    close: () => channel.close(),
  };
}

/** The message with its code in it, or what becomes of it here. */
async function open(message: Message, { codes, now, foreign }: Unsealing): Promise<Ready | Outcome> {
  const { sealed } = message;
  if (sealed === undefined) return { message, code: undefined };
  if (Date.parse(sealed.expiresAt) <= Date.parse(now()))
    return { kind: 'refused', reason: `its code has expired: ${sealed.again} sends another` };
  const found = await codeOf(sealed, codes);
  if ('code' in found) return { message: unsealed(message, found.code), code: found.code };
  foreign(message);
  const reason = `${found.why}; it waits for the controller that made it, and where that is gone ${sealed.again} sends another`;
  return { kind: 'later', reason, after: leaveItSeconds, all: false };
}

async function codeOf(sealed: Sealed, codes: Unsealing['codes']): Promise<{ code: string } | { why: string }> {
  try {
    const code = (await codes()).reveal(sealed);
    return code === undefined ? { why: 'the key of this controller makes another code' } : { code };
  } catch (error) {
    if (error instanceof RgzError) return { why: [error.message, ...error.remedy.slice(0, 1)].join('; ') };
    throw error;
  }
}

async function deliver(
  channel: Channel,
  ready: readonly Ready[],
  goesOn: (() => boolean) | undefined,
): Promise<readonly Outcome[]> {
  const codes = ready.flatMap(({ code }) => code ?? []);
  const hide = (text: string) => codes.reduce(withoutCode, text);
  try {
    const outcomes = await channel.deliver(
      ready.map(({ message }) => message),
      goesOn,
    );
    return outcomes.map((outcome, at): Outcome => {
      if ('reason' in outcome) return { ...outcome, reason: hide(outcome.reason) };
      return ready[at]?.code === undefined ? outcome : { kind: 'delivered' };
    });
  } catch (error) {
    throw new Error(hide(error instanceof Error ? error.message : String(error)));
  }
}
