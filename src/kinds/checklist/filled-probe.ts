import type { Json } from '../../domain/json.ts';
import { fillAll, namesIn, textsIn } from './fill.ts';
import type { Settled } from './settle-parameters.ts';
import type { TemplateProbe } from './spec.ts';

export type FilledProbe = { ok: true; probe: TemplateProbe } | { ok: false; missing: readonly string[] };

/** A probe with the values of a checklist in it, or the parameters that it needs and that have none. */
export function filledProbe(probe: TemplateProbe, settled: Extract<Settled, { ok: true }>): FilledProbe {
  const { parameters, values, missing } = settled;
  const data = { with: probe.with, claim: probe.claim } as unknown as Json;
  const names = textsIn(data, '').flatMap(({ text }) => namesIn(text));
  // A default may name a parameter that has no value.
  const needed = names.flatMap((name) =>
    Object.hasOwn(parameters, name) || missing.includes(name) ? [name] : namesIn(values.get(name) ?? ''),
  );
  const lacking = [...new Set(needed.filter((name) => missing.includes(name)))];
  if (lacking.length > 0) return { ok: false, missing: lacking };
  const filled = fillAll(data, values) as unknown as Pick<TemplateProbe, 'with' | 'claim'>;
  return { ok: true, probe: { run: probe.run, ...filled } };
}
