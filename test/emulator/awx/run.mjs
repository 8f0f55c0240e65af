// Starts the emulated AWX as a program: bundles it, so that plain Node 20 can run it, and hands its arguments on.
// node test/emulator/awx/run.mjs [--port <number>] [--options <file.json>] [--log <file>]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'awx-emulator-'));
const outfile = join(folder, 'main.mjs');
try {
  const entry = fileURLToPath(new URL('main.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'warning',
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
