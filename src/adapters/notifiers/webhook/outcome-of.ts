import type { Outcome } from '../../../ports/channel.ts';
import type { HttpAnswer } from '../../http/index.ts';
import { delivered, later, laterAlone, refused } from '../over-http/outcomes.ts';
import { type Peer, reached } from '../over-http/reached.ts';

export interface Receiver {
  peer: Peer;
  /** Where the secret came from. */
  variable: string;
}

/** What an answer says became of an event. What it holds is not looked at. */
export function outcomeOf(answer: HttpAnswer, { peer, variable }: Receiver): Outcome {
  const read = reached(peer, answer);
  if (read.kind === 'later') return read;
  const { status } = read;
  if (status >= 200 && status < 300) return delivered;
  if (status === 401 || status === 403)
    return later(
      `${peer.name} does not let rgz in (${status}): let it check signatures with what is in ${variable}, and restart the controller after a change of it`,
    );
  const place = misplaced[status];
  if (place !== undefined) return later(`${peer.name} ${place} (${status}): see its log, and ${peer.address}`);
  const words = final[status];
  if (words !== undefined) return refused(`${peer.name} ${words} (${status}): see its log, and ${peer.address}`);
  return laterAlone(`${peer.name} does not take the event (${status}): see its log`);
}

/** Answers that speak of the address rather than of one event: no other would fare better. */
const misplaced: Readonly<Record<number, string>> = {
  404: 'has nothing that takes events there',
  405: 'takes no POST there',
  410: 'is gone for good',
  415: 'takes no CloudEvents in JSON',
};

/** Answers after which the same call would fare no better. */
const final: Readonly<Record<number, string>> = {
  400: 'cannot read the event',
  413: 'finds the event too large',
  422: 'cannot use the event',
};
