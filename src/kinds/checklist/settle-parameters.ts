import type { Json, JsonObject } from '../../domain/json.ts';
import { fill, namesIn } from './fill.ts';
import { type Declarations, undeclared, valueFault } from './parameters.ts';
import type { TemplateProblem } from './problem.ts';

export type Settled =
  | {
      ok: true;
      /** The values given and, for the rest, the defaults. */
      parameters: Readonly<Record<string, string>>;
      /** Parameters without a value. */
      missing: readonly string[];
      /** What to fill in: the parameters, and defaults in which a missing one still stands. */
      values: ReadonlyMap<string, string>;
    }
  | { ok: false; problems: readonly TemplateProblem[] };

/** The values that a checklist has for the parameters of its template, or everything that is wrong with them. */
export function settleParameters(declarations: Declarations, given: JsonObject): Settled {
  const values = new Map<string, string>();
  const problems: TemplateProblem[] = [];
  const settle = (name: string, value: Json): void => {
    const fault = faultOf(declarations, name, value);
    if (fault === undefined) values.set(name, String(value));
    else problems.push({ pointer: `/parameters/${name}`, message: fault });
  };
  for (const [name, value] of Object.entries(given)) settle(name, value);

  const missing: string[] = [];
  const nested: [name: string, standard: string][] = [];
  for (const [name, { default: standard }] of Object.entries(declarations)) {
    if (Object.hasOwn(given, name)) continue;
    if (standard === undefined) missing.push(name);
    else if (namesIn(standard).length > 0) nested.push([name, standard]);
    else settle(name, standard);
  }
  const unfinished = new Map<string, string>();
  for (const [name, standard] of problems.length > 0 ? [] : nested) {
    const text = fill(standard, values);
    if (namesIn(text).length > 0) unfinished.set(name, text);
    else settle(name, text);
  }
  if (problems.length > 0) return { ok: false, problems };
  const parameters = Object.fromEntries(values);
  return { ok: true, parameters, missing, values: new Map([...unfinished, ...values]) };
}

function faultOf(declarations: Declarations, name: string, value: Json): string | undefined {
  const declaration = Object.hasOwn(declarations, name) ? declarations[name] : undefined;
  if (declaration === undefined) return undeclared(declarations, name);
  if (typeof value !== 'string' && typeof value !== 'number') return `the parameter "${name}" has to be a text`;
  const fault = valueFault(declaration, String(value));
  return fault && `the parameter "${name}" is ${JSON.stringify(String(value).slice(0, 80))}, and ${fault}`;
}
