import { plainLine } from '../../domain/plain-text.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { TakeSnapshot } from '../../ports/snapshot.ts';
import { type HttpAnswer, openHttp } from '../http/index.ts';

const mostRedirects = 5;

/**
 * Fetches what lies at an address, from this machine, with nothing but its name: no cookie, no token. A redirect is
 * followed on the same host only. Whoever asks chose that host; where its owner sends them, say to what only this machine
 * can see, they did not choose.
 */
export function snapshotTaker({ timeout = 30_000 }: { timeout?: number } = {}): TakeSnapshot {
  return async (address, most) => {
    const http = openHttp();
    const until = performance.now() + timeout;
    try {
      let url = webAddress(address, address);
      for (let hops = 0; ; hops += 1) {
        const left = Math.max(1, Math.round(until - performance.now()));
        const headers = { accept: 'image/*, application/pdf, application/json, text/plain, */*;q=0.1' };
        const answer = await http.call({ method: 'GET', url: url.href, headers, timeout: left, limit: most });
        const next = redirectOf(answer);
        if (next === undefined) return bytesOf(answer, url, most);
        if (hops === mostRedirects) throw notFetched(address, `it leads on and on, ${hops} times so far`);
        url = followed(url, next, address);
      }
    } finally {
      await http.close();
    }
  };
}

function webAddress(text: string, asked: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw notFetched(asked, 'only addresses that begin with http:// or https:// are fetched');
  if (url.username !== '' || url.password !== '')
    throw notFetched(asked, 'it holds a name or a password, which would be in the history for ever');
  return url;
}

function redirectOf(answer: HttpAnswer): string | undefined {
  if (answer.kind !== 'answered' || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined;
  return answer.headers.location;
}

/** From http to https, or to another path: never to another host, and never out of TLS. */
function followed(from: URL, location: string, asked: string): URL {
  const to = webAddress(URL.canParse(location, from.href) ? new URL(location, from.href).href : location, asked);
  const samePort = to.port === from.port || (to.protocol === 'https:' && from.protocol === 'http:' && to.port === '');
  const safe = to.hostname === from.hostname && samePort && !(from.protocol === 'https:' && to.protocol === 'http:');
  if (safe) return to;
  throw notFetched(
    asked,
    `it leads to ${told(to)}, which is another place`,
    `--evidence-url ${told(to)}, if that is meant`,
  );
}

function bytesOf(answer: HttpAnswer, url: URL, most: number): Buffer {
  if (answer.kind === 'failed') throw notFetched(url.href, answer.reason);
  const { status, body, cut } = answer;
  if (status !== 200) throw notFetched(url.href, `it answers ${status}`);
  if (!cut) return body;
  throw new RgzError('evidence.refused', `${told(url)} is larger than ${most / 1024 / 1024} MiB`, {
    remedy: ['leave --snapshot out: it is kept as a pointer then, and counts as unproven'],
  });
}

/** What comes after the path may be a secret that was given for once. */
function told(url: URL): string {
  return plainLine(`${url.origin}${url.pathname}`).slice(0, 300);
}

function notFetched(address: string, reason: string, ...remedy: string[]): RgzError {
  const shown = URL.canParse(address) ? told(new URL(address)) : plainLine(address).slice(0, 300);
  return new RgzError('evidence.not-fetched', `${shown} was not fetched: ${plainLine(reason)}`, {
    remedy: [...remedy, 'save what it shows, and attach the file: rgz checklist evidence <ref> <item> <file>'],
  });
}
