import { isObject, type Json } from '../../../domain/json.ts';
import type { Outcome } from '../../../ports/channel.ts';
import { jsonIn } from '../over-http/json-in.ts';
import { needSecret } from '../over-http/need-secret.ts';
import { delivered, later, laterAlone, refused } from '../over-http/outcomes.ts';
import type { Provider, ProviderOptions } from './provider.ts';

/** Africa's Talking answers 201 to much that it does not send, and says so beside the number. */
export function africasTalking({ name, settings, secret, variable }: ProviderOptions): Provider {
  const { account = '', from } = settings;
  const key = needSecret({ channel: name, variable, secret, what: "the API key of Africa's Talking" });
  const { url = account === 'sandbox' ? sandbox : production } = settings;
  const headers = { apiKey: key, Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' };
  return {
    peer: { name: "Africa's Talking", address: `url of the channel ${name} in .rgz/config.yaml` },
    secrets: [key],
    call: ({ to, text }) => ({
      method: 'POST',
      url: `${url.replace(/\/+$/, '')}/version1/messaging`,
      headers,
      body: new URLSearchParams({
        username: account,
        to,
        message: text,
        ...(from === undefined ? {} : { from }),
      }).toString(),
    }),
    outcomeOf: ({ status, ...answer }) => {
      if (status === 401 || status === 403)
        return later(
          `Africa's Talking does not let rgz in (${status}): mend ${variable} and account of the channel ${name}`,
        );
      if (status === 400) return refused("Africa's Talking refuses the message (400): see its log");
      if (status < 200 || status > 299) return later(`it is not Africa's Talking that answers (${status})`);
      return ofRecipient(jsonIn(answer), name);
    },
  };
}

const production = 'https://api.africastalking.com';
const sandbox = 'https://api.sandbox.africastalking.com';

function ofRecipient(json: Json | undefined, name: string): Outcome {
  const data = isObject(json) ? json.SMSMessageData : undefined;
  if (!isObject(data)) return later("it is not Africa's Talking that answers");
  const [recipient] = Array.isArray(data.Recipients) ? data.Recipients : [];
  // Without a recipient the message says what is wrong with the account.
  const words = String((isObject(recipient) ? recipient.status : data.Message) ?? 'no words');
  const code = isObject(recipient) ? Number(recipient.statusCode) : (byName[words] ?? 0);
  const said = code === 0 ? words : `${code} ${words}`;
  if (code >= 100 && code <= 102) return delivered;
  const mend = accounts[code];
  if (mend !== undefined) return later(`Africa's Talking sends nothing (${said}): ${mend(name)}`);
  const problem = recipients[code];
  if (problem !== undefined) return refused(`${problem} (${said})`);
  return code === 500
    ? later(`Africa's Talking is out of order (${said})`)
    : laterAlone(`Africa's Talking failed (${said})`);
}

const byName: Readonly<Record<string, number>> = { InvalidSenderId: 402, InsufficientBalance: 405 };

/** What is wrong with the account, whoever is written to. */
const accounts: Readonly<Record<number, (name: string) => string>> = {
  401: () => 'ask its support why it holds messages back',
  402: (name) => `set from of the channel ${name} in .rgz/config.yaml to a name that is registered there`,
  405: () => 'pay into the account',
};

/** What is wrong with the number, today and tomorrow. 407, 501 and 502 come from networks and may pass. */
const recipients: Readonly<Record<number, string>> = {
  403: 'the number is none that can be sent to: mend it in the policy',
  404: 'the number is of a kind that gets no messages: mend it in the policy',
  406: 'the owner of the number wants no messages of this sender',
  409: 'the owner of the number wants no messages',
};
