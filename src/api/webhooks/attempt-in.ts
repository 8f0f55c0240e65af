import { isObject } from '../../domain/json.ts';
import { readObject } from './read-json.ts';

/** The attempt that a notification of AWX speaks of. The variables of the job are a JSON text inside the JSON. */
export function attemptIn(body: Buffer): string | undefined {
  const variables = readObject(body.toString('utf8'))?.extra_vars;
  const given = typeof variables === 'string' ? readObject(variables) : variables;
  const attempt = isObject(given) ? given.rgz_attempt : undefined;
  return typeof attempt === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(attempt) ? attempt : undefined;
}
