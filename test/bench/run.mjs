// Starts the benchmark: bundles it, so that it can use the source of rgz, and runs it. See docs/performance.md.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rgz-bench-code-'));
try {
  // Kafka's client asks where it lies, so it is no part of the bundle; texts of messages are looked for beside it.
  for (const name of ['node_modules', 'templates']) symlinkSync(join(root, name), join(folder, name));
  const outfile = join(folder, 'bench.mjs');
  await build({
    entryPoints: [join(root, 'test/bench/bench.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: {
      js: "import{createRequire as __rgzRequire}from'node:module';const require=__rgzRequire(import.meta.url);",
    },
    external: ['@platformatic/kafka'],
    logLevel: 'warning',
  });
  const { bench } = await import(pathToFileURL(outfile).href);
  process.exitCode = await bench(root, process.argv.slice(2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
