#!/usr/bin/env node
// Runs dist/main.js with the compiled form that the build kept of it. Another Node does not take that form, and starts later.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { constants, Script } = require('node:vm');

const filename = join(__dirname, '..', 'dist', 'main.js');
const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
const script = new Script(readFileSync(filename, 'latin1'), { filename, importModuleDynamically, cachedData: kept() });
const { main } = script.runInThisContext()(require, filename);
main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});

function kept() {
  try {
    return readFileSync(`${filename}.cache`);
  } catch {
    return undefined;
  }
}
