import type { ProbeContext } from '../../ports/probe.ts';
import { type HttpAnswer, openHttp } from '../http/index.ts';
import { mostKept } from './evidence.ts';
import { wrong } from './read-settings.ts';

/** One GET over a connection of its own. Throws where it was stopped. */
export async function callOnce(
  call: { url: string; headers?: Readonly<Record<string, string>> },
  { timeoutMs, signal, any }: Pick<ProbeContext, 'timeoutMs' | 'signal'> & { any: boolean },
): Promise<HttpAnswer> {
  if (signal.aborted) throw wrong('it was stopped');
  const http = openHttp({ anyCertificate: any });
  const stop = () => void http.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await http.call({ method: 'GET', ...call, timeout: timeoutMs, limit: mostKept });
    if (signal.aborted) throw wrong('it was stopped');
    return answer;
  } finally {
    signal.removeEventListener('abort', stop);
    await http.close();
  }
}
