import type { Json } from '../../domain/json.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { ProbeContext, ProbeSettings } from '../../ports/probe.ts';
import { callOnce } from './call-once.ts';
import { jsonIn } from './evidence.ts';
import { secretOf } from './guarded.ts';
import { flagIn, optionalText, urlIn, wrong } from './read-settings.ts';

export interface ServerAnswer {
  status: number;
  /** undefined where it is no JSON, or longer than what is read. */
  data: Json | undefined;
}

/**
 * Asks a server that measures for others, as `url` and `tokenVariable` name it. Throws where it cannot be reached or does
 * not let in: that tells nothing of what it watches.
 */
export async function askServer(
  settings: ProbeSettings,
  context: ProbeContext,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<ServerAnswer> {
  const url = urlIn(settings);
  const variable = optionalText(settings, 'tokenVariable');
  const token = secretOf(context, variable);
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) throw wrong(`${variable} holds what is no token`);
  url.pathname = url.pathname.replace(/\/*$/, path);
  url.search = new URLSearchParams(query).toString();
  url.hash = '';
  const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const answer = await callOnce({ url: url.href, headers }, { ...context, any: flagIn(settings, 'anyCertificate') });
  if (answer.kind === 'failed') throw wrong(`${url.origin} cannot be asked: ${plainLine(answer.reason)}`);
  const { status, body, cut } = answer;
  if (status === 401 || status === 403)
    throw wrong(
      `${url.origin} answers ${status}: ${variable === undefined ? 'it wants a token' : `it does not take ${variable}`}`,
    );
  return { status, data: cut ? undefined : jsonIn(body) };
}
