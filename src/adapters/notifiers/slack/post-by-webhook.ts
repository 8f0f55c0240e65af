import type { Message } from '../../../domain/notice.ts';
import type { Outcome } from '../../../ports/channel.ts';
import type { Http } from '../../http/index.ts';
import { delivered, later } from '../over-http/outcomes.ts';
import { reached } from '../over-http/reached.ts';
import { retryAfterOf } from '../over-http/retry-after.ts';
import { payloadOf } from './payload.ts';
import { type Mending, outcomeOfError } from './slack-errors.ts';

export interface Posting extends Mending {
  http: Http;
  timeout: number;
}

/** Slack answers in words, and tells nothing that a later message could be hung on. */
export function postByWebhook({ http, timeout, ...mending }: Posting, url: string) {
  const peer = { name: 'Slack', address: `the address in ${mending.variable}` };
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  return async (message: Message): Promise<Outcome> => {
    const body = JSON.stringify(payloadOf(message));
    const answer = reached(peer, await http.call({ method: 'POST', url, headers, body, timeout, limit: 1000 }));
    if (answer.kind === 'later') return answer;
    const { status } = answer;
    const words = answer.body.toString().trim();
    if (status === 200 && words === 'ok') return delivered;
    if (/^[a-z][a-z_]{1,60}$/.test(words)) return outcomeOfError(words, mending, retryAfterOf(answer.headers));
    return later(`it is not Slack that answers at ${peer.address} (${status}): mend it, and restart the controller`);
  };
}
