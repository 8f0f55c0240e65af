#!/usr/bin/env node
const args = process.argv.slice(2);
if (args.length === 1 && /^(--version|-V)$/.test(args[0]))
  process.stdout.write(`${require('../package.json').version}\n`);
else
  require('./load.js')()(args, process).then((code) => {
    process.exitCode = code;
  });
