import type { Policy } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { TreeFacts, TreeFile } from '../verify/judge-tree.ts';
import { isRule, type RuleCode } from '../verify/rules.ts';
import type { Candidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { configPath, policyPath } from './governed-paths.ts';

export interface GatheredTree extends TreeFacts {
  /** What kept policy or configuration from being read. */
  problems: readonly Finding[];
}

/** Reads the candidates, and of the rest of the tree only what they refer to. */
export async function gatherTree(
  { store, kinds }: Pick<CheckDeps, 'store' | 'kinds'>,
  view: View,
  candidates: Candidates,
): Promise<GatheredTree> {
  const problems: Finding[] = [];
  const policyBytes = await candidates.bytes(policyPath);
  const configBytes = await candidates.bytes(configPath);
  const policy = await orProblem<Policy>(problems, policyPath, () => view.policy(policyBytes));
  const config = await orProblem(problems, configPath, () => view.config(configBytes));
  const files: TreeFile[] = [];
  const wanted = new Set<string>();
  const seen = new Map<string, string[]>();
  for await (const { path, plain, bytes } of candidates.files()) {
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (kind === undefined && !kinds.some((each) => `${path}/`.startsWith(`${each.folder}/`))) continue;
    const reading = kind === undefined || bytes === undefined ? undefined : await store.reading(kind, path, bytes);
    files.push({ path, plain, kind, reading });
    const id = kind?.recognise(path)?.id;
    if (id !== undefined) seen.set(id, [...(seen.get(id) ?? []), path]);
    if (kind !== undefined && reading?.kind === 'version')
      for (const each of kind.references(reading.version.record)) wanted.add(each.id);
  }
  const ids = new Map<string, readonly string[]>(seen);
  const unsure = candidates.whole ? [...wanted].filter((id) => !seen.has(id)) : [...seen.keys(), ...wanted];
  for (const id of unsure) {
    const others = await view.placesOf(id);
    if (others.length > 0 || seen.has(id)) ids.set(id, [...new Set([...(seen.get(id) ?? []), ...others])]);
  }
  return {
    files,
    policy,
    policyPath,
    tenants: new Set(await view.tenants()),
    environments: new Set(Object.keys(config?.environments ?? {})),
    ids,
    problems,
  };
}

async function orProblem<T>(problems: Finding[], file: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const missing = file === configPath ? 'config.invalid' : 'policy.invalid';
    const rule = error instanceof RgzError && error.code === 'repository.not-found' ? missing : codeOf(error);
    if (!(error instanceof RgzError) || rule === undefined) throw error;
    const { line, column, pointer = '' } = error.where ?? {};
    const spot = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    problems.push({ ...finding(rule, error.message, { file, pointer }), ...spot });
    return undefined;
  }
}

function codeOf(error: unknown): RuleCode | undefined {
  return error instanceof RgzError && isRule(error.code) ? error.code : undefined;
}
