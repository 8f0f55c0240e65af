import type { Policy } from '../domain/policy.ts';
import { problemsOf } from '../domain/unreadable.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { TreeFacts, TreeFile } from '../verify/judge-tree.ts';
import { isRule } from '../verify/rules.ts';
import { tellUnreadable } from '../verify/version.ts';
import type { Candidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';
import { freezeProblems } from './freeze-problems.ts';
import { configPath, isTenantFile, policyPath } from './governed-paths.ts';

export interface GatheredTree extends TreeFacts {
  /** What kept policy or configuration from being read. */
  problems: readonly Finding[];
}

/** Reads the candidates, and of the rest of the tree only what they refer to. */
export async function gatherTree(
  { store, kinds, calendar }: Pick<CheckDeps, 'store' | 'kinds' | 'calendar'>,
  view: View,
  candidates: Candidates,
): Promise<GatheredTree> {
  const problems: Finding[] = [];
  const policyBytes = await candidates.bytes(policyPath);
  const configBytes = await candidates.bytes(configPath);
  const policy = await orProblem<Policy>(problems, policyPath, () => view.policy(policyBytes));
  if (policy !== undefined) problems.push(...(await unreadableFreezes(calendar, policy)));
  const config = await orProblem(problems, configPath, () => view.config(configBytes));
  const files: TreeFile[] = [];
  const wanted = new Set<string>();
  const seen = new Map<string, string[]>();
  for await (const { path, plain, bytes } of candidates.files()) {
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (isTenantFile(path)) {
      files.push({
        path,
        plain,
        kind,
        reading: undefined,
        problems: bytes ? await store.settingsFaults(path, bytes) : [],
      });
      continue;
    }
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
    config,
    configPath,
    tenants: new Set(await view.tenants()),
    ids,
    problems,
  };
}

async function unreadableFreezes(calendar: CheckDeps['calendar'], policy: Policy): Promise<Finding[]> {
  const problems = await freezeProblems(calendar, policy);
  return problems.map(({ pointer, message }) => finding('policy.invalid', message, { file: policyPath, pointer }));
}

async function orProblem<T>(problems: Finding[], file: string, read: () => Promise<T>): Promise<T | undefined> {
  const code = file === configPath ? ('config.invalid' as const) : ('policy.invalid' as const);
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    const told =
      error.code === 'repository.not-found' ? [{ code, message: error.message, pointer: '' }] : problemsOf(error);
    if (!told.every((each) => isRule(each.code))) throw error;
    problems.push(...tellUnreadable(told, { file }));
    return undefined;
  }
}
