import type { Policy } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { TreeFacts, TreeFile } from '../verify/judge-tree.ts';
import { isRule } from '../verify/rules.ts';
import type { Candidates } from './check-candidates.ts';
import type { CheckDeps } from './check-deps.ts';

export interface GatheredTree extends TreeFacts {
  /** What kept policy or configuration from being read. */
  problems: readonly Finding[];
}

/** Reads the candidates, and of the rest of the tree only what they refer to. */
export async function gatherTree(deps: CheckDeps, head: Oid, candidates: Candidates): Promise<GatheredTree> {
  const { store, kinds } = deps;
  const view = await store.viewAt(head);
  const problems: Finding[] = [];
  const policyBytes = await candidates.bytes('.rgz/policy.yaml');
  const configBytes = await candidates.bytes('.rgz/config.yaml');
  const policy = await orProblem<Policy>(problems, '.rgz/policy.yaml', () => view.policy(policyBytes));
  const config = await orProblem(problems, '.rgz/config.yaml', () => view.config(configBytes));
  const files: TreeFile[] = [];
  const wanted = new Set<string>();
  const seen = new Map<string, string[]>();
  for await (const { path, plain, bytes } of candidates.files()) {
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (kind === undefined && !kinds.some((each) => path.startsWith(`${each.folder}/`))) continue;
    const reading = kind === undefined || bytes === undefined ? undefined : await store.reading(kind, path, bytes);
    files.push({ path, plain, kind, reading });
    const id = kind?.recognise(path)?.id;
    if (id !== undefined) seen.set(id, [...(seen.get(id) ?? []), path]);
    const linked = reading?.kind === 'version' ? reading.version.record.spec.rollbackOf : undefined;
    if (typeof linked === 'string') wanted.add(linked);
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
    policyPath: '.rgz/policy.yaml',
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
    if (!(error instanceof RgzError) || !isRule(error.code)) throw error;
    const { line, column, pointer = '' } = error.where ?? {};
    const spot = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    problems.push({ ...finding(error.code, error.message, { file, pointer }), ...spot });
    return undefined;
  }
}
