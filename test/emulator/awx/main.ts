import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AwxEmulator } from './emulator.ts';
import type { EmulatorOptions } from './options.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, options: { type: 'string' }, log: { type: 'string' } },
});
const options: EmulatorOptions =
  values.options === undefined ? {} : (JSON.parse(readFileSync(values.options, 'utf8')) as EmulatorOptions);
const emulator = new AwxEmulator(options, values.log === undefined ? {} : { logFile: values.log });
await emulator.start(Number(values.port ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
// Whoever started it reads the address here.
process.stdout.write(`${JSON.stringify({ url: emulator.url })}\n`);
