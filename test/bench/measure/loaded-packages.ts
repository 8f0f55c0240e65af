import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Program } from './whole-process.ts';

/** Which sources went into each file of the bundle, as esbuild tells it. */
export interface Metafile {
  outputs: Readonly<Record<string, { inputs: Readonly<Record<string, { bytesInOutput: number }>> }>>;
}

interface Coverage {
  result: readonly { url: string }[];
}

/** The npm packages whose code a program loaded, and what it loaded in all: seen by V8, not guessed from imports. */
export function loadedPackages({ args: [command, ...args], cwd, env }: Program, meta: Metafile, root: string) {
  const folder = mkdtempSync(join(tmpdir(), 'rgz-loaded-'));
  try {
    spawnSync(command, args, { cwd, env: { ...env, NODE_V8_COVERAGE: folder }, stdio: 'ignore' });
    const files = readdirSync(folder).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Coverage;
      return result.filter(({ url }) => url.startsWith('file:')).map(({ url }) => relative(root, fileURLToPath(url)));
    });
    if (files.length === 0) throw new Error('nothing was loaded at all: V8 told nothing');
    const packages = new Set<string>();
    let bytes = 0;
    for (const file of files) {
      const direct = packageOf(file);
      if (direct !== undefined) packages.add(direct);
      for (const [source, { bytesInOutput }] of Object.entries(meta.outputs[file]?.inputs ?? {})) {
        bytes += bytesInOutput;
        const found = packageOf(source);
        if (found !== undefined) packages.add(found);
      }
    }
    return { packages: [...packages].sort(), files: files.length, kilobytes: Math.round(bytes / 1024) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What Ajv compiled at build time calls a few functions of it; they are named apart from the compiler. */
function packageOf(path: string): string | undefined {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  return name === 'ajv' && path.includes('/ajv/dist/runtime/') ? 'ajv/dist/runtime' : name;
}
