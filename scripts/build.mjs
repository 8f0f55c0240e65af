// Bundles src/ into dist/: one small entry and a chunk per command, loaded when the command is typed.
// --metafile=<file> also tells which sources went into which chunk.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
rmSync(at('dist'), { recursive: true, force: true });

const metafile = process.argv.find((arg) => arg.startsWith('--metafile='))?.slice('--metafile='.length);

const { metafile: told } = await build({
  entryPoints: { main: at('src/main.ts') },
  outdir: at('dist'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  legalComments: 'linked',
  define: {
    RGZ_VERSION: JSON.stringify(version),
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
  },
  banner: { js: "import{createRequire as __rgzRequire}from'node:module';const require=__rgzRequire(import.meta.url);" },
  alias: { 'react-devtools-core': at('scripts/no-devtools.mjs') },
  metafile: metafile !== undefined,
  logLevel: 'warning',
});
if (metafile !== undefined) writeFileSync(metafile, JSON.stringify(told));
