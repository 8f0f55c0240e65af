import type { Host } from './cli/host.ts';

declare const RGZ_VERSION: string;
declare const RGZ_BUILD: string;

/** Runs one command line and gives its exit code. The version is told without loading anything else. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    host.stdout.write(`${RGZ_VERSION}\n`);
    return 0;
  }
  const { run } = await import('./cli/run.ts');
  return run(argv, host, { version: RGZ_VERSION, build: RGZ_BUILD });
}
