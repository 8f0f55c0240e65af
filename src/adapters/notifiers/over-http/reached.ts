import type { Answered } from '../../http/call.ts';
import type { HttpAnswer } from '../../http/index.ts';
import { type Later, later } from './outcomes.ts';
import { retryAfterOf } from './retry-after.ts';

/** Who is called, in words, and where the address of it was set. */
export interface Peer {
  name: string;
  address: string;
}

/** The answer where it is about what was sent; otherwise why nothing gets through now, whatever is sent. */
export function reached({ name, address }: Peer, answer: HttpAnswer): Answered | Later {
  if (answer.kind === 'failed') return later(`${name} cannot be reached: ${answer.reason}`);
  const { status, headers } = answer;
  if (status >= 300 && status < 400)
    return later(`${name} redirects elsewhere (${status}), and is not followed: set ${address} to where it leads`);
  const words = titles[status] ?? (status >= 500 ? 'is out of order' : undefined);
  return words === undefined ? answer : later(`${name} ${words} (${status})`, retryAfterOf(headers));
}

const titles: Readonly<Record<number, string>> = {
  407: 'is behind a proxy that does not let rgz through',
  408: 'did not get all of the call in time',
  425: 'is not ready yet',
  429: 'is told too much at once',
  503: 'is out of service',
};
