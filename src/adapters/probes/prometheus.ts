import { plainLine } from '../../domain/plain-text.ts';
import type { Probe } from '../../ports/probe.ts';
import { askServer } from './ask-server.ts';
import { at, evidenceOf } from './evidence.ts';
import { textIn, wrong } from './read-settings.ts';

/** The value of an instant query. Where there is none, or more than one, there is no value: only how many results. */
export const prometheus: Probe = async (settings, context) => {
  const query = textIn(settings, 'query');
  const { status, data } = await askServer(settings, context, '/api/v1/query', { query });
  if (at(data, 'status') !== 'success') throw wrong(`Prometheus answers ${status}: ${errorIn(at(data, 'error'))}`);
  const result = at(data, 'data', 'result');
  const isOne = ['scalar', 'string'].includes(String(at(data, 'data', 'resultType')));
  const results = isOne ? 1 : Array.isArray(result) ? result.length : 0;
  const sample = isOne ? at(result, 1) : results === 1 ? at(result, 0, 'value', 1) : undefined;
  const values = { results, ...(typeof sample === 'string' ? { value: sampleOf(sample) } : {}) };
  return { kind: 'measured', values, raw: evidenceOf({ probe: 'prometheus', query, answer: data }) };
};

/** `NaN` and `+Inf` stay texts, which cannot be compared. */
function sampleOf(text: string): number | string {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : plainLine(text);
}

function errorIn(error: unknown): string {
  return typeof error === 'string' ? plainLine(error).slice(0, 300) : 'this is no answer of Prometheus';
}
