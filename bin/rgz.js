#!/usr/bin/env node
import module from 'node:module';

// Newer Nodes keep compiled code between runs; older ones do not know the call.
module.enableCompileCache?.();
const { main } = await import('../dist/main.js');
process.exitCode = await main(process.argv.slice(2), process);
