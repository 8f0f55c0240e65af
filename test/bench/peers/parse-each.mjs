// The peer of a cold list: reads every YAML file below a folder and parses it, in one thread.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [, , folder = '.'] = process.argv;
let files = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue;
  parse(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  files += 1;
}
process.stdout.write(`${files}\n`);
