import type { Json } from '../../domain/json.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { ChecklistTemplate } from '../../generated/types/checklist-template.v1.ts';
import { namesIn, textsIn } from './fill.ts';
import { mostWays, waysThrough } from './pattern-ways.ts';
import type { TemplateProblem } from './problem.ts';

export type Declarations = NonNullable<ChecklistTemplate['parameters']>;
type Declaration = Declarations[string];

const longest = 200;

/**
 * Why a text cannot be the value of a parameter. It may end up among the arguments of a program and in a query, so it is
 * never an option, and names no parameter itself.
 */
export function valueFault({ pattern }: Pick<Declaration, 'pattern'>, value: string): string | undefined {
  if (value === '' || value !== plainLine(value)) return 'has to be one line, without blanks around it or in a row';
  if ([...value].length > longest) return `has ${[...value].length} characters, and may have ${longest} at most`;
  if (/[{}]/.test(value)) return 'may hold no braces';
  if (value.startsWith('-')) return 'may not begin with a dash';
  if (pattern !== undefined && patternFault(pattern) !== undefined) return 'cannot be held against its pattern';
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value)) return undefined;
  return `has to fit ${pattern}`;
}

/** What is wrong with the parameters themselves. */
export function problemsOfDeclarations(declarations: Declarations): readonly TemplateProblem[] {
  return Object.entries(declarations).flatMap(([name, declaration]) => {
    const { pattern, default: standard } = declaration;
    const fault = pattern === undefined ? undefined : patternFault(pattern);
    if (fault !== undefined) return [{ pointer: `/parameters/${name}/pattern`, message: fault }];
    if (standard === undefined) return [];
    const pointer = `/parameters/${name}/default`;
    const named = namesIn(standard);
    // A default with others in it is held against the pattern when they have their values.
    if (named.length > 0) return named.flatMap((each) => nestedFault(declarations, each, pointer));
    const wrong = valueFault(declaration, standard);
    return wrong === undefined ? [] : [{ pointer, message: `the default of "${name}" ${wrong}` }];
  });
}

function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`;
  }
  if (waysThrough(pattern, longest) <= mostWays) return undefined;
  return 'holding a value against it could take for ever: use no lookaround or \\1, and fewer repetitions of repetitions';
}

/** One level, so that it does not matter in which order they are filled. */
function nestedFault(declarations: Declarations, name: string, pointer: string): TemplateProblem[] {
  if (!Object.hasOwn(declarations, name)) return [{ pointer, message: undeclared(declarations, name) }];
  if (namesIn(declarations[name]?.default ?? '').length === 0) return [];
  return [{ pointer, message: `{${name}} has a default that names parameters itself; only one level is filled` }];
}

/** What is wrong with how texts and probes use parameters. */
export function problemsOfUses(template: ChecklistTemplate): readonly TemplateProblem[] {
  const { title, description, categories, parameters = {} } = template;
  const texts = Object.entries({ title, description, categories }).flatMap(([key, value]) =>
    textsIn((value ?? null) as unknown as Json, `/${key}`),
  );
  return texts.flatMap(({ pointer, text }) =>
    namesIn(text).flatMap((name) => {
      const fault = useFault(parameters, name, pointer);
      return fault === undefined ? [] : [{ pointer, message: fault }];
    }),
  );
}

/** Whoever opens a checklist chooses the values, and must not choose by them what is proven, run or given away. */
function useFault(declarations: Declarations, name: string, pointer: string): string | undefined {
  const [, place, key, index] = /\/probe\/(with|claim)\/([^/]+)(?:\/(\d+))?$/.exec(pointer) ?? [];
  if (!Object.hasOwn(declarations, name)) return undeclared(declarations, name);
  if (place === undefined) return undefined;
  if (declarations[name]?.pattern === undefined) return `{${name}} needs a pattern, for a probe uses it`;
  if (key === 'command' && (index ?? '0') === '0') return `the program to run is fixed, and cannot be {${name}}`;
  return place === 'with' && key?.endsWith('Variable')
    ? `the environment variable of a secret is fixed, and cannot be {${name}}`
    : undefined;
}

export function undeclared(declarations: Declarations, name: string): string {
  const known = Object.keys(declarations);
  return `there is no parameter "${name}"; ${known.length === 0 ? 'there are none' : `there are ${known.join(', ')}`}`;
}
