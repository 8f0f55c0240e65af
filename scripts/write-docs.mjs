// Writes the pages that are made from the code: npm run docs. A test fails when one of them is out of date.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { repository, top } from './docs/repository.mjs';

// Node 20 reads no TypeScript, and the packages are found from inside the repository only.
const folder = mkdtempSync(join(top, '.docs-'));
try {
  await build({
    entryPoints: [join(top, 'scripts/docs/pages.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  });
  const { pages } = await import(pathToFileURL(join(folder, 'pages.mjs')).href);
  for (const [path, text] of await pages(repository)) writeFileSync(join(top, path), text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
