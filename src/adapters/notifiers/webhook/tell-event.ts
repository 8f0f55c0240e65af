import { cloudEventOf } from '../../../domain/cloud-event.ts';
import type { RecordEvent } from '../../../domain/notice.ts';
import type { Outcome } from '../../../ports/channel.ts';
import type { Http } from '../../http/index.ts';
import { outcomeOf, type Receiver } from './outcome-of.ts';
import { signatureOf } from './signature.ts';

export interface Telling {
  http: Http;
  url: string;
  source: string;
  secret: string;
  now: () => Date;
  timeout: number;
  receiver: Receiver;
}

/** Tells of one event. The receiver knows it by its id where it comes twice, so the calls share a connection. */
export function tellEvent({ http, url, source, secret, now, timeout, receiver }: Telling) {
  return async (event: RecordEvent): Promise<Outcome> => {
    const body = JSON.stringify(cloudEventOf(event, source));
    const headers = {
      'Content-Type': 'application/cloudevents+json',
      'User-Agent': 'rgz',
      'X-Rgz-Event': event.id,
      'X-Rgz-Signature': signatureOf(body, secret, now()),
    };
    const call = { method: 'POST', url, headers, body, timeout, limit: 1000, repeatable: true } as const;
    return outcomeOf(await http.call(call), receiver);
  };
}
