import type { Policy } from '../domain/policy.ts';
import { problemsOf } from '../domain/unreadable.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Config } from '../generated/types/config.v1.ts';
import type { View } from '../ports/records.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { Settings } from '../verify/judge-settings.ts';
import { isRule } from '../verify/rules.ts';
import { tellUnreadable } from '../verify/version.ts';
import type { Candidates } from './check-candidates.ts';
import type { Deps } from './deps.ts';
import { freezeProblems } from './freeze-problems.ts';
import { configPath, policyPath } from './governed-paths.ts';

/** What the checkout has in place of a tree. */
type OnDisk = Pick<Candidates, 'bytes' | 'gone'>;

export interface GatheredSettings extends Settings {
  /** What kept policy or configuration from being read. */
  problems: readonly Finding[];
}

/** Policy, configuration and tenants of a tree; `onDisk` where a file is not as the tree has it. */
export async function gatherSettings(
  calendar: Deps['calendar'],
  view: View,
  onDisk: OnDisk = { bytes: async () => undefined, gone: async () => false },
): Promise<GatheredSettings> {
  const problems: Finding[] = [];
  // What the tree has is read while the caller still finds out what is not as it has it.
  const ahead = [view.policy(), view.config(), view.tenants()];
  for (const each of ahead) each.catch(() => undefined);
  const policy = await orProblem<Policy>(problems, policyPath, onDisk, (bytes) => view.policy(bytes));
  if (policy !== undefined) {
    for (const { pointer, message } of await freezeProblems(calendar, policy))
      problems.push(finding('policy.invalid', message, { file: policyPath, pointer }));
  }
  const config = await orProblem<Config>(problems, configPath, onDisk, (bytes) => view.config(bytes));
  return { policy, policyPath, config, configPath, tenants: new Set(await view.tenants()), problems };
}

async function orProblem<T>(
  problems: Finding[],
  file: string,
  onDisk: OnDisk,
  read: (bytes: Buffer | undefined) => Promise<T>,
): Promise<T | undefined> {
  const code = file === configPath ? ('config.invalid' as const) : ('policy.invalid' as const);
  if (await onDisk.gone(file)) {
    problems.push(finding(code, `there is no plain file ${file} in the checkout`, { file }));
    return undefined;
  }
  try {
    return await read(await onDisk.bytes(file));
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    const missing = error.code === 'repository.not-found';
    const told = missing ? [{ code, message: error.message, pointer: '' }] : problemsOf(error);
    if (!told.every((each) => isRule(each.code))) throw error;
    problems.push(...tellUnreadable(told, { file }));
    return undefined;
  }
}
