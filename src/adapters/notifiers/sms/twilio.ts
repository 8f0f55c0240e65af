import { isObject, type Json } from '../../../domain/json.ts';
import { RgzError } from '../../../errors/rgz-error.ts';
import type { Outcome } from '../../../ports/channel.ts';
import { jsonIn } from '../over-http/json-in.ts';
import { needSecret } from '../over-http/need-secret.ts';
import { delivered, later, laterAlone, refused } from '../over-http/outcomes.ts';
import type { Provider, ProviderOptions } from './provider.ts';

/** Twilio has no way to tell twins apart: a call whose answer is lost is made again. */
export function twilio({ name, settings, secret, variable }: ProviderOptions): Provider {
  const { account = '', from, url = 'https://api.twilio.com' } = settings;
  const token = needSecret({ channel: name, variable, secret, what: 'the auth token of Twilio' });
  if (from === undefined)
    throw new RgzError('config.invalid', `the channel ${name} cannot be used: Twilio has to know who sends`, {
      remedy: [`set from of the channel ${name} in .rgz/config.yaml to a number, or the SID of a messaging service`],
    });
  const sender = /^MG[0-9a-fA-F]{32}$/.test(from) ? 'MessagingServiceSid' : 'From';
  const credentials = Buffer.from(`${account}:${token}`).toString('base64');
  const headers = {
    Authorization: `Basic ${credentials}`,
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  return {
    peer: { name: 'Twilio', address: `url of the channel ${name} in .rgz/config.yaml` },
    secrets: [token, credentials],
    call: ({ to, text }) => ({
      method: 'POST',
      url: `${url.replace(/\/+$/, '')}/2010-04-01/Accounts/${account}/Messages.json`,
      headers,
      body: new URLSearchParams({ To: to, [sender]: from, Body: text }).toString(),
    }),
    outcomeOf: (answer) => outcomeOf(answer.status, jsonIn(answer), { name, variable }),
  };
}

function outcomeOf(status: number, json: Json | undefined, mending: { name: string; variable: string }): Outcome {
  if (!isObject(json)) return later(`it is not Twilio that answers (${status})`);
  const taken = status >= 200 && status < 300;
  const code = Number(taken ? (json.error_code ?? 0) : (json.code ?? 0));
  if (taken && code === 0) return typeof json.sid === 'string' ? delivered : later('it is not Twilio that answers');
  const words = `${code}: ${typeof json.message === 'string' ? json.message : 'no words'}`;
  const { name, variable } = mending;
  if (status === 401 || access.has(code))
    return later(`Twilio does not let rgz in (${words}): mend ${variable} and account of the channel ${name}`);
  if (senders.has(code)) return later(`Twilio does not send for it (${words}): mend from of the channel ${name}`);
  if (busy.has(code)) return later(`Twilio is told too much at once (${words})`);
  if (recipients.has(code)) return refused(`Twilio cannot send to this number (${words}): mend it in the policy`);
  if (status === 400) return refused(`Twilio refuses the message (${words}): look the code up at Twilio`);
  return taken ? laterAlone(`Twilio failed (${words})`) : later(`Twilio refuses (${status}, ${words})`);
}

const access = new Set([20003, 20005, 20006, 20008, 20404, 30002, 90010]);
const senders = new Set([21212, 21603, 21606, 21659, 21660, 21661, 21701, 21703, 21704, 21705]);
const busy = new Set([14107, 20429, 21611, 30001, 63038]);
/** Among them those who asked not to be written to, fixed lines, and countries that are not switched on. */
const recipients = new Set([21211, 21214, 21217, 21219, 21265, 21408, 21610, 21612, 21614, 21635, 60033]);
