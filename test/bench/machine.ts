import { execFileSync } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';

/** What the figures depend on, and nothing that names the machine. */
export function describeMachine(): string {
  const git = execFileSync('git', ['--version']).toString().trim().replace('git version', 'Git');
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.version.slice(1)}, ${git}`;
}
