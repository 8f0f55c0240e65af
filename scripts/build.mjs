// Bundles src/ into dist/: main.js holds everything that plain output needs, in one file, with the form that V8 compiled
// it into beside it; what draws on a terminal, what another thread runs and the larger packages are loaded when they are needed.
// --metafile=<file> also tells which sources went into which file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { warmUp } from './warm-up.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const dist = at('dist');
const filename = `${dist}/main.js`;
rmSync(dist, { recursive: true, force: true });

/** What one build remembers, another may judge otherwise. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const entry of readdirSync(at('src'), { recursive: true, withFileTypes: true }).sort(byPlace))
    if (entry.isFile()) hash.update(readFileSync(placeOf(entry)));
  return hash.digest('hex').slice(0, 16);
}

function placeOf({ parentPath, name }) {
  return `${parentPath}/${name}`;
}

function byPlace(left, right) {
  return placeOf(left) < placeOf(right) ? -1 : 1;
}

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
    RGZ_BUILD: JSON.stringify(`${version} ${digestOfSources()}`),
    'process.env.NODE_ENV': '"production"',
    'process.env.DEV': '"false"',
  },
  metafile: true,
  logLevel: 'warning',
};

/** Packages that nearly every command needs. Each other one is a file of its own. */
const inMain = /^(commander|yaml|ajv|ajv-formats|fast-deep-equal)(\/|$)/;
const apart = { packages: new Set(), drawing: new Set() };
const leaveOut = {
  name: 'leave out what few commands need',
  setup({ onResolve }) {
    onResolve({ filter: /\.tsx$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      apart.drawing.add(`${resolveDir}/${path}`);
      return { path: `./${basename(path, extname(path))}.js`, external: true };
    });
    onResolve({ filter: /^[^./]/ }, ({ kind, path }) => {
      if (kind === 'entry-point' || isBuiltin(path) || inMain.test(path)) return undefined;
      apart.packages.add(path);
      return { path: `./${path}.cjs`, external: true };
    });
  },
};

/** Modules of Node that take a while to load, though most commands use only a few of them: each is loaded when it is first used. */
const slow = [
  'node:child_process',
  'node:crypto',
  'node:fs/promises',
  'node:timers/promises',
  'node:v8',
  'node:worker_threads',
  'node:zlib',
];
const head = `(function (nodeRequire, filename, nodeImport) {
  const later = (name, found) => new Proxy({}, { get: (_, key) => (found ??= nodeRequire(name))[key] });
  const require = (name) => (${JSON.stringify(slow)}.includes(name) ? later(name) : nodeRequire(name));
  const url = nodeRequire('node:url').pathToFileURL(filename).href;
  return program(require, { exports: {} }, url, (path) => nodeImport(new URL(path, url).href));
  function program(require, module, __rgzUrl, __rgzImport) {
`;

const plain = await build({
  ...common,
  entryPoints: { main: at('src/main.ts') },
  format: 'cjs',
  define: { ...common.define, 'import.meta.url': '__rgzUrl' },
  banner: { js: head },
  footer: { js: 'return module.exports;}})' },
  plugins: [leaveOut],
});
const thread = await build({
  ...common,
  entryPoints: { 'walk-thread': at('src/walk-thread.ts') },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
const packages = await build({
  ...common,
  define: { ...common.define, 'import.meta.url': '__rgzUrl' },
  banner: { js: "const __rgzUrl=require('node:url').pathToFileURL(__filename).href;" },
  // The same with its WebAssembly inside, so that nothing has to lie beside the bundle.
  alias: { '@platformatic/wasm-utils': '@platformatic/wasm-utils/bundled' },
  entryPoints: Object.fromEntries([...apart.packages].map((name) => [name, name])),
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
});
const drawing = await build({
  ...common,
  entryPoints: [...apart.drawing],
  format: 'esm',
  splitting: true,
  banner: { js: "import{createRequire as __rgzRequire}from'node:module';const require=__rgzRequire(import.meta.url);" },
  alias: { 'react-devtools-core': at('scripts/no-devtools.mjs') },
});

// A script that V8 does not compile anew cannot import by itself. And Node reads a file of single bytes quickest.
const source = readFileSync(filename, 'utf8')
  .replace(/\bimport\(/g, '__rgzImport(')
  .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
writeFileSync(filename, source);
const script = new Script(source, { filename });
const { main } = script.runInThisContext()(createRequire(filename), filename, (url) => import(url));
await warmUp(main);
writeFileSync(`${filename}.cache`, script.createCachedData());

const metafile = process.argv.find((arg) => arg.startsWith('--metafile='))?.slice('--metafile='.length);
const outputs = Object.assign({}, ...[plain, thread, packages, drawing].map(({ metafile: told }) => told.outputs));
if (metafile !== undefined) writeFileSync(metafile, JSON.stringify({ outputs }));
