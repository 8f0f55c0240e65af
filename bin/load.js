/** Gives `main` of dist/main.js by the compiled form that the build kept of it. Another Node does not take that form, and starts later. */
module.exports = () => {
  const { readFileSync } = require('node:fs');
  const { createRequire } = require('node:module');
  const { Script } = require('node:vm');
  const filename = require.resolve('../dist/main.js');
  const cachedData = kept(() => readFileSync(`${filename}.cache`));
  const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
  return script.runInThisContext()(createRequire(filename), filename, (url) => import(url)).main;
};

function kept(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
