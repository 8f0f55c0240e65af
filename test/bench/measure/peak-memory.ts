import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './whole-process.ts';

// On Linux a program's own figure includes what the program that started it held, so the kernel's for its memory alone is taken.
const probe = `process.on('exit', () => {
  const { readFileSync, writeFileSync } = require('node:fs');
  let status = '';
  try {
    status = readFileSync('/proc/self/status', 'latin1');
  } catch {}
  const own = /VmHWM:\\s*(\\d+) kB/.exec(status)?.[1];
  writeFileSync(process.env.RGZ_BENCH_PEAK, own ?? String(process.resourceUsage().maxRSS));
});`;

/** The most memory that a Node program held at once, in MB; what its children hold is theirs. */
export function peakMemory({ args: [node, ...args], cwd, env }: Program): number {
  const folder = mkdtempSync(join(tmpdir(), 'rgz-peak-'));
  try {
    const [hook, told] = [join(folder, 'probe.cjs'), join(folder, 'peak')];
    writeFileSync(hook, probe);
    const more = { ...env, RGZ_BENCH_PEAK: told };
    spawnSync(node, ['--require', hook, ...args], { cwd, env: more, stdio: ['ignore', 'ignore', 'inherit'] });
    return Number(readFileSync(told, 'utf8')) / 1024;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
