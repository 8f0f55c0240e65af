import type { GenericSms } from '../../../generated/types/config.v1.ts';
import type { Outcome } from '../../../ports/channel.ts';
import type { Answered } from '../../http/call.ts';
import { jsonIn } from '../over-http/json-in.ts';
import { needSecret } from '../over-http/need-secret.ts';
import { delivered, later, laterAlone, refused } from '../over-http/outcomes.ts';
import { checkTemplates } from './check-templates.ts';
import { fillTemplate, inForm, inJson } from './fill-template.ts';
import { isTaken, valueAt } from './is-taken.ts';
import type { Provider, ProviderOptions } from './provider.ts';

/** Any gateway that takes a call made of a template. */
export function generic({ name, settings, secret, variable }: ProviderOptions): Provider {
  const { url = '', from = '', generic: template = { body: '' } } = settings;
  const { method = 'POST', form = 'json', headers = {}, body, success = {} } = template;
  checkTemplates(name, template);
  const isSecret = [body, ...Object.values(headers)].some((text) => text.includes('{secret}'));
  const what = 'the key of the gateway';
  const key = isSecret ? needSecret({ channel: name, variable, secret, what }) : '';
  const type = form === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  const typed = Object.keys(headers).some((header) => header.toLowerCase() === 'content-type');
  const write = form === 'json' ? inJson : inForm;
  const peer = {
    name: `the gateway at ${new URL(url).host}`,
    address: `url of the channel ${name} in .rgz/config.yaml`,
  };
  return {
    peer,
    secrets: [key],
    call: (sms) => {
      const fillings = { ...sms, from, secret: key };
      const filled = Object.entries(headers).map(([header, value]) => [
        header,
        fillTemplate(value, fillings, (each) => each),
      ]);
      const written = fillTemplate(body, fillings, write);
      const own = Object.fromEntries(filled);
      if (method === 'GET') return { method, url: `${url}${url.includes('?') ? '&' : '?'}${written}`, headers: own };
      return { method, url, headers: { ...(typed ? {} : { 'Content-Type': type }), ...own }, body: written };
    },
    outcomeOf: (answer) => outcomeOf(answer, success, { gateway: peer.name, name, variable }),
  };
}

interface Words {
  gateway: string;
  name: string;
  variable: string;
}

function outcomeOf(answer: Answered, success: NonNullable<GenericSms['success']>, words: Words): Outcome {
  const { status } = answer;
  const { gateway, name, variable } = words;
  if (success.status === undefined ? status >= 200 && status < 300 : success.status.includes(status)) {
    const json = jsonIn(answer);
    if (isTaken(success, json)) return delivered;
    const found = JSON.stringify(valueAt(json, success.path ?? '')) ?? 'nothing';
    return laterAlone(
      `${gateway} did not take the message: at ${success.path} its answer holds ${found.slice(0, 100)}; if it took it, mend success of the channel ${name}`,
    );
  }
  if (status === 401 || status === 403)
    return later(`${gateway} does not let rgz in (${status}): mend ${variable} and headers of the channel ${name}`);
  if ([400, 413, 415, 422].includes(status))
    return refused(`${gateway} refuses the message (${status}): see its log, and generic of the channel ${name}`);
  return later(`${gateway} takes no messages there (${status}): mend url and generic of the channel ${name}`);
}
