import { readdirSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';
import { house } from './rules.ts';
import { show } from './violation.ts';

const top = fileURLToPath(new URL('../../', import.meta.url));

function filesUnder(folder: string): [string, string][] {
  return readdirSync(`${top}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|js|mjs)$/.test(entry.name))
    .map((entry) => `${entry.parentPath}${sep}${entry.name}`)
    .map((file) => [relative(top, file).split(sep).join('/'), readFileSync(file, 'utf8')]);
}

test('every file keeps the rules of the house', () => {
  const tree = new Map([...filesUnder('src'), ...filesUnder('test'), ...filesUnder('scripts')]);
  expect(judge(house, tree).map(show).join('\n\n')).toBe('');
});
