import { plainLine, plainText } from '../../domain/plain-text.ts';
import type { Probe } from '../../ports/probe.ts';
import { callOnce } from './call-once.ts';
import { evidenceOf, mostKept } from './evidence.ts';
import { flagIn, urlIn, wrong } from './read-settings.ts';

/** Reasons that tell of this machine's network, not of the server. */
const nowhere = /^(its name |no way )/;

/** What a server answers to a GET. A redirect is an answer like any other. */
export const http: Probe = async (settings, context) => {
  const url = urlIn(settings).href;
  const began = performance.now();
  const answer = await callOnce({ url }, { ...context, any: flagIn(settings, 'anyCertificate') });
  const ms = Math.round(performance.now() - began);
  if (answer.kind === 'failed') {
    if (nowhere.test(answer.reason)) throw wrong(`${new URL(url).host} cannot be reached from here: ${answer.reason}`);
    const values = { reached: false, problem: plainLine(answer.reason), ms };
    return { kind: 'measured', values, raw: evidenceOf({ probe: 'http', url, ...values }) };
  }
  const { status, cut } = answer;
  const { 'content-type': type = '', location = '' } = answer.headers;
  const body = answer.body.toString();
  const values = { reached: true, status, ms, type: plainLine(type), location: plainLine(location) };
  return {
    kind: 'measured',
    values: { ...values, body: plainText(body) },
    raw: evidenceOf({ probe: 'http', url, ...values, ...(cut ? { cutAfterBytes: mostKept } : {}), body }),
  };
};
