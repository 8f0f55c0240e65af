// Bundles src/ into dist/: main.js holds everything that plain output needs, in one file, with the form that V8 compiled
// it into beside it; what draws on a terminal is loaded apart, when something is drawn.
// --metafile=<file> also tells which sources went into which file.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';
import { build } from 'esbuild';
import { warmUp } from './warm-up.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const dist = at('dist');
const filename = `${dist}/main.js`;
rmSync(dist, { recursive: true, force: true });

const common = {
  outdir: dist,
  bundle: true,
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
  metafile: true,
  logLevel: 'warning',
};

/** What draws is a module of its own, known to the rest by its name in dist/ only. */
const drawn = new Set();
const leaveOutWhatDraws = {
  name: 'leave out what draws',
  setup({ onResolve }) {
    onResolve({ filter: /\.tsx$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      drawn.add(`${resolveDir}/${path}`);
      return { path: `./${basename(path, extname(path))}.js`, external: true };
    });
  },
};

/** Modules of Node that take a while to load, though most commands use only a few of them: each is loaded when it is first used. */
const slow = ['node:child_process', 'node:crypto', 'node:fs/promises', 'node:timers/promises', 'node:zlib'];
const head = `(function (nodeRequire, __filename) {
  const later = (name, found) => new Proxy({}, { get: (_, key) => (found ??= nodeRequire(name))[key] });
  const require = (name) => (${JSON.stringify(slow)}.includes(name) ? later(name) : nodeRequire(name));
  const module = { exports: {} };
  const __rgzUrl = nodeRequire('node:url').pathToFileURL(__filename).href;
`;

const plain = await build({
  ...common,
  entryPoints: { main: at('src/main.ts') },
  format: 'cjs',
  define: { ...common.define, 'import.meta.url': '__rgzUrl' },
  banner: { js: head },
  footer: { js: 'return module.exports;})' },
  plugins: [leaveOutWhatDraws],
});
const drawing = await build({
  ...common,
  entryPoints: [...drawn],
  format: 'esm',
  splitting: true,
  banner: { js: "import{createRequire as __rgzRequire}from'node:module';const require=__rgzRequire(import.meta.url);" },
  alias: { 'react-devtools-core': at('scripts/no-devtools.mjs') },
});

// Node reads a file of single bytes quickest, and V8 keeps it as one.
const source = readFileSync(filename, 'utf8').replace(
  /[^\0-\x7f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
writeFileSync(filename, source);
const script = new Script(source, { filename, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
const { main } = script.runInThisContext()(createRequire(filename), filename);
await warmUp(main);
writeFileSync(`${filename}.cache`, script.createCachedData());

const metafile = process.argv.find((arg) => arg.startsWith('--metafile='))?.slice('--metafile='.length);
const outputs = { ...plain.metafile.outputs, ...drawing.metafile.outputs };
if (metafile !== undefined) writeFileSync(metafile, JSON.stringify({ outputs }));
