import type { Message } from '../../../domain/notice.ts';
import { plainLine } from '../../../domain/plain-text.ts';
import type { Outcome } from '../../../ports/channel.ts';
import type { Http } from '../../http/index.ts';
import { refused } from '../over-http/outcomes.ts';
import { reached } from '../over-http/reached.ts';
import { fitText } from './fit-text.ts';
import type { Provider } from './provider.ts';

/** Numbers as all the world writes them. */
const e164 = /^\+[1-9]\d{7,14}$/;

export function send(http: Http, provider: Provider, timeout: number) {
  return async ({ id, to, short, commands }: Message): Promise<Outcome> => {
    if (!e164.test(to)) {
      const number = plainLine(to).slice(0, 40);
      return refused(`"${number}" is no number to send to: write it in the policy as + and 8 to 15 digits`);
    }
    const call = provider.call({ id, to, text: fitText(short, commands) });
    // A provider cannot tell twins apart, so no call may share a connection that could end under it.
    const repeatable = false;
    const answer = reached(provider.peer, await http.call({ ...call, timeout, limit: 100_000, repeatable }));
    return answer.kind === 'later' ? answer : provider.outcomeOf(answer);
  };
}
