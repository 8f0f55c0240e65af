#!/usr/bin/env node
const args = process.argv.slice(2);
if (args.length === 1 && /^(--version|-V)$/.test(args[0]))
  process.stdout.write(`${require('../package.json').version}\n`);
else start();

/** Runs dist/main.js with the compiled form that the build kept of it. Another Node does not take that form, and starts later. */
function start() {
  const { readFileSync } = require('node:fs');
  const { createRequire } = require('node:module');
  const { Script } = require('node:vm');
  const filename = require.resolve('../dist/main.js');
  const cachedData = kept(() => readFileSync(`${filename}.cache`));
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  const { main } = script.runInThisContext()(createRequire(filename), filename, (url) => import(url));
  main(args, process).then((code) => {
    process.exitCode = code;
  });
}

function kept(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
