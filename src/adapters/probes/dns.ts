import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { plainLine } from '../../domain/plain-text.ts';
import type { Probe, ProbeResult, ProbeValues } from '../../ports/probe.ts';
import { evidenceOf } from './evidence.ts';
import { codeOf } from './reach.ts';
import { hostIn, optionalText, wrong } from './read-settings.ts';

const types = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const;
const tries = 2;

/** What one name server answers for a name. That it has no answer, or gives none, is a finding. */
export const dns: Probe = async (settings, { signal, timeoutMs }) => {
  const server = optionalText(settings, 'server');
  const name = hostIn(settings, 'name');
  const type = typeIn(optionalText(settings, 'type') ?? 'A');
  const resolver = new Resolver({ timeout: Math.min(Math.floor(timeoutMs / 2 ** tries), 5000), tries });
  if (server !== undefined) resolver.setServers([serverIn(server)]);
  const stop = () => resolver.cancel();
  signal.addEventListener('abort', stop, { once: true });
  const began = performance.now();
  try {
    const found = await resolver.resolve(name, type);
    return told([found].flat().map((each) => (typeof each === 'string' ? each : JSON.stringify(each))));
  } catch (error) {
    const code = codeOf(error);
    if (signal.aborted || code === 'ECANCELLED') throw wrong('it was stopped');
    if (!silent.has(code)) throw wrong(`the name server cannot be asked: ${code || String(error)}`);
    return told([], code);
  } finally {
    signal.removeEventListener('abort', stop);
  }

  function told(answers: readonly string[], problem?: string): ProbeResult {
    const ms = Math.round(performance.now() - began);
    const [first] = answers;
    const trouble: ProbeValues = problem === undefined ? {} : { problem };
    return {
      kind: 'measured',
      values: { answers: answers.length, ...(first === undefined ? {} : { first: plainLine(first) }), ms, ...trouble },
      raw: evidenceOf({ probe: 'dns', server: server ?? resolver.getServers(), name, type, answers, ms, ...trouble }),
    };
  }
};

/** What a server says, or does not say, of a name. */
const silent = new Set([
  'ENOTFOUND',
  'ENODATA',
  'ESERVFAIL',
  'EREFUSED',
  'ENOTIMP',
  'EFORMERR',
  'ETIMEOUT',
  'ECONNREFUSED',
  'EBADRESP',
]);

function typeIn(text: string): (typeof types)[number] {
  const type = types.find((each) => each === text.toUpperCase());
  if (type === undefined) throw wrong(`type is "${plainLine(text)}", and has to be one of ${types.join(', ')}`);
  return type;
}

function serverIn(text: string): string {
  const [, bracketed, port] = /^\[?([0-9A-Fa-f.:]+?)\]?(?::(\d{1,5}))?$/.exec(text) ?? [];
  const plain = isIP(text) === 0 && bracketed !== undefined && port !== undefined && isIP(bracketed) !== 0;
  if (isIP(text) !== 0 || plain) return text;
  throw wrong(`server is "${plainLine(text)}", and has to be an address such as 8.8.8.8`);
}
