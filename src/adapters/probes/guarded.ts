import { plainLine } from '../../domain/plain-text.ts';
import type { Probe, ProbeContext, ProbeResult, ProbeValues } from '../../ports/probe.ts';
import { inEvidence } from './evidence.ts';
import { wrong } from './read-settings.ts';

/** What is shorter stands in every text. */
const leastSecret = 4;

/**
 * A probe that never rejects, gets no secret but those meant for it, and gives none away: a template may be anybody's, so
 * a variable that it names has to begin with the probe's own prefix, and what the variable holds is struck from the result.
 */
export function guarded(name: string, probe: Probe): Probe {
  const prefix = `RGZ_${name.toUpperCase()}_`;
  return async (settings, context) => {
    const secrets: string[] = [];
    const secret: ProbeContext['secret'] = (variable) => {
      if (!variable.startsWith(prefix) || !/^[A-Z0-9_]+$/.test(variable))
        throw wrong(`a variable of the probe ${name} begins with ${prefix}, and "${plainLine(variable)}" does not`);
      const value = context.secret(variable);
      if (value) secrets.push(value);
      return value;
    };
    try {
      return conceal(await probe(settings, { ...context, secret }), secrets);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return conceal({ kind: 'failed', reason: message }, secrets);
    }
  };
}

function conceal(result: ProbeResult, secrets: readonly string[]): ProbeResult {
  const clean = (text: string) =>
    secrets
      .filter((secret) => secret.length >= leastSecret)
      .flatMap((secret) => [secret, inEvidence(secret)])
      .reduce((left, secret) => left.replaceAll(secret, '[secret]'), text);
  const raw = result.raw && Buffer.from(clean(result.raw.toString()));
  if (result.kind === 'failed')
    return { kind: 'failed', reason: clean(result.reason), ...(raw === undefined ? {} : { raw }) };
  const values: ProbeValues = Object.fromEntries(
    Object.entries(result.values).map(([key, value]) => [key, typeof value === 'string' ? clean(value) : value]),
  );
  return { ...result, values, raw: raw ?? result.raw };
}

/** What the variable holds that a setting names; undefined where no setting does. Throws where it is not set. */
export function secretOf(context: ProbeContext, variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  const value = context.secret(variable);
  if (value) return value;
  throw wrong(`the environment variable ${variable} is not set`);
}
