import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeUnder } from './folder.ts';

const top = fileURLToPath(new URL('../../', import.meta.url));

/** A folder with a program `rgz` for the PATH of whoever runs hooks. */
export function rgzOnPath(folder: string): string {
  const program = `#!/bin/sh\nexec "${process.execPath}" "${join(top, 'bin', 'rgz.js')}" "$@"\n`;
  return dirname(writeUnder(join(folder, 'bin'), 'rgz', program, 0o755));
}

/** Puts the hook that `rgz init` gives into a Git folder, as docs/hooks.md says. */
export function installHook(gitDir: string, name: 'pre-receive' | 'pre-commit'): void {
  const template = readFileSync(join(top, 'templates', 'repository', '.rgz', 'hooks', name), 'utf8');
  mkdirSync(join(gitDir, 'hooks'), { recursive: true });
  chmodSync(writeUnder(join(gitDir, 'hooks'), name, template), 0o755);
}
