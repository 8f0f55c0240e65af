import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { Message } from '../../../domain/notice.ts';
import type { Outcome } from '../../../ports/channel.ts';
import { jsonIn } from '../over-http/json-in.ts';
import { type Later, later } from '../over-http/outcomes.ts';
import { reached } from '../over-http/reached.ts';
import { retryAfterOf } from '../over-http/retry-after.ts';
import { payloadOf } from './payload.ts';
import type { Posting } from './post-by-webhook.ts';
import { recordsIn } from './records-in.ts';
import { outcomeOfError, threadIsGone } from './slack-errors.ts';

export interface Place {
  token: string;
  channel: string;
  apiUrl: string;
}

type Reply = { kind: 'posted'; ts: string | undefined } | { kind: 'error'; error: string; after?: number } | Later;

/** Posts, each record's first message to the channel and later ones as replies to it. Slack answers 200 to errors too. */
export function postByToken({ http, timeout, ...mending }: Posting, { token, channel, apiUrl }: Place) {
  const url = `${apiUrl.replace(/\/+$/, '')}/chat.postMessage`;
  const peer = { name: 'Slack', address: `apiUrl of the channel ${mending.name} in .rgz/config.yaml` };
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json; charset=utf-8' };

  async function post(payload: JsonObject): Promise<Reply> {
    const body = JSON.stringify({ channel, parse: 'none', ...payload });
    const answer = reached(peer, await http.call({ method: 'POST', url, headers, body, timeout, limit: 100_000 }));
    if (answer.kind === 'later') return answer;
    const json = jsonIn(answer);
    if (isObject(json) && json.ok === true)
      return { kind: 'posted', ts: typeof json.ts === 'string' ? json.ts : undefined };
    if (isObject(json) && typeof json.error === 'string')
      return { kind: 'error', error: json.error, after: retryAfterOf(answer.headers) };
    return later(`it is not Slack that answers at ${peer.address} (${answer.status})`);
  }

  return async (message: Message): Promise<Outcome> => {
    const payload = payloadOf(message);
    const threaded = recordsIn(message.events) === 1;
    const mark = threaded ? markOf(message) : undefined;
    let reply = await post(mark === undefined ? payload : { ...payload, ...inThread(message, mark) });
    const gone = mark !== undefined && reply.kind === 'error' && threadIsGone.has(reply.error);
    if (gone) reply = await post(payload);
    if (reply.kind === 'later') return reply;
    if (reply.kind === 'error') return outcomeOfError(reply.error, mending, reply.after);
    const hook = mark !== undefined && !gone ? mark : reply.ts;
    return { kind: 'delivered', ...(threaded && hook !== undefined ? { mark: hook } : {}) };
  };
}

/** What needs eyes is shown in the channel too, for a reply is seen by those only who follow the thread. */
function inThread({ tone }: Message, mark: string): JsonObject {
  return { thread_ts: mark, ...(tone === 'ask' || tone === 'bad' ? { reply_broadcast: true } : {}) };
}

function markOf({ thread: { mark } }: Message): string | undefined {
  return mark !== undefined && /^\d{1,12}\.\d{1,9}$/.test(mark) ? mark : undefined;
}
