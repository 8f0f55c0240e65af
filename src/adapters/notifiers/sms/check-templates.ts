import { RgzError } from '../../../errors/rgz-error.ts';
import type { GenericSms } from '../../../generated/types/config.v1.ts';
import { fillTemplate, inJson } from './fill-template.ts';

const sample = { to: '+1', text: 'x', from: 'x', id: 'x', secret: 'x' };

/** Headers that say how the call itself is written. */
const reserved = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** Throws `config.invalid` where no call could be made of the templates, whatever is put in. */
export function checkTemplates(channel: string, { method, form = 'json', headers = {}, body }: GenericSms): void {
  const refuse = (problem: string, remedy: string) =>
    new RgzError('config.invalid', `the channel ${channel} cannot be used: ${problem}`, {
      remedy: [`${remedy} in generic of the channel ${channel} in .rgz/config.yaml`],
    });
  for (const [header, value] of Object.entries(headers)) {
    if (reserved.has(header.toLowerCase())) throw refuse(`the header ${header} is rgz's own`, `remove ${header}`);
    if (/[^\t\u0020-\u007e]/.test(value))
      throw refuse(`the header ${header} holds what no header may`, `write ${header} with plain letters, on one line`);
  }
  if (method === 'GET' && (form !== 'form' || body.includes('{secret}')))
    throw refuse('GET puts the body into the address', 'set form to form, and {secret} into headers only,');
  if (form === 'json' && !isJson(fillTemplate(body, sample, inJson)))
    throw refuse('the body is no JSON', `write the body as JSON, with names in quotes such as {"to": "{to}"},`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
