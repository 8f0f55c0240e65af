import type { Problem, World } from '../domain/kind.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';

/** What the rules for new input may look at, from one view. */
export async function worldOf(view: View, now: string): Promise<World> {
  const [tenants, config] = await Promise.all([view.tenants(), view.config()]);
  return { now, tenants, environments: Object.keys(config.environments) };
}

const mostRemedies = 5;

/** Throws the first problem, with all of them as explanations. */
export function refuseProblems(problems: readonly Problem[], file?: string): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new RgzError(first.code, first.message, {
    remedy: [...new Set(problems.flatMap(({ remedy }) => remedy))].slice(0, mostRemedies),
    ...(file === undefined ? {} : { where: { file, pointer: first.pointer } }),
    explanations: problems.map((each) => ({ rule: each.code, message: each.message, pointer: each.pointer })),
  });
}
