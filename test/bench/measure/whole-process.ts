import { spawnSync } from 'node:child_process';

/** One program run from start to end, its output thrown away. */
export interface Program {
  args: readonly [string, ...string[]];
  cwd?: string;
  env: Readonly<Record<string, string>>;
}

/** Milliseconds from start to end. A program that fails is no measurement. */
export function timeOf({ args: [command, ...args], cwd, env }: Program): number {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, args, { cwd, env: { ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${[command, ...args].join(' ')}: exit ${result.status}\n${result.stderr}`);
  return took;
}
