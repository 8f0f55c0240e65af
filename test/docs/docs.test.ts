import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readmeCommands } from '../../scripts/readme-commands.mjs';
import { anchorsOf, relativeLinks } from './pages.ts';

const top = fileURLToPath(new URL('../../', import.meta.url));
const skipped = new Set(['node_modules', 'dist', 'coverage', '.git', 'fixtures']);

function pagesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : pagesUnder(path);
    return entry.isFile() && entry.name.endsWith('.md') ? [path] : [];
  });
}

function problemOf(page: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file =
    path === '' ? page : path.startsWith('/') ? join(top, path) : join(dirname(page), decodeURIComponent(path));
  if (relative(top, file).startsWith('..')) return `${target} leads out of the repository`;
  if (!existsSync(file)) return `${target} is not there`;
  if (anchor === undefined || !file.endsWith('.md') || anchorsOf(readFileSync(file, 'utf8')).has(anchor))
    return undefined;
  return `${target} names no heading`;
}

test('every relative link leads somewhere', () => {
  const broken = pagesUnder(top).flatMap((page) =>
    relativeLinks(readFileSync(page, 'utf8')).flatMap(({ target, line }) => {
      const problem = problemOf(page, target);
      return problem === undefined ? [] : [`${relative(top, page).split(sep).join('/')}:${line} ${problem}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('a broken link, a lost heading and a way out are told', () => {
  const page = join(top, 'CHANGELOG.md');
  const targets = relativeLinks(
    '[a](gone.md) `[b](code.md)` [c](https://x.example/gone.md)\n```\n[d](block.md)\n```\n[e](#nowhere)\n[f]: ../../out.md\n[g](#unreleased)\n',
  );
  expect(targets.map(({ target, line }) => `${line} ${problemOf(page, target)}`)).toEqual([
    '1 gone.md is not there',
    '5 #nowhere names no heading',
    '7 undefined',
    '6 ../../out.md leads out of the repository',
  ]);
});

describe('decision records', () => {
  const files = readdirSync(join(top, 'docs/adr')).sort();

  test('are numbered without gaps', () => {
    const numbers = files.map((name) => /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/.exec(name)?.[1] ?? name);
    expect(numbers).toEqual(files.map((_, index) => String(index + 1).padStart(4, '0')));
  });

  test.each(files)('%s says context, decision and consequences', (name) => {
    const text = readFileSync(join(top, 'docs/adr', name), 'utf8');
    expect(text.split('\n')[0]).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`));
    expect([...text.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual(['Context', 'Decision', 'Consequences']);
  });
});

test('the changelog has a section for what is not released', () => {
  expect(readFileSync(join(top, 'CHANGELOG.md'), 'utf8')).toMatch(/^## \[?Unreleased\]?$/m);
});

describe('the commands that CI takes from a page', () => {
  const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`;

  test('are the marked ones, as they stand', () => {
    const page = `${block('sh', 'rm -rf /')}\n<!-- ci:run -->\n${block('sh', 'npm ci\nrgz --version')}text\n<!-- ci:run -->\n\n${block('sh', 'rgz show')}`;
    expect(readmeCommands(page)).toEqual(['npm ci\nrgz --version\n', 'rgz show\n']);
  });

  test('are missed when there are none, or a mark has no block', () => {
    expect(() => readmeCommands(block('sh', 'npm ci'))).toThrow('no block is marked');
    expect(() => readmeCommands(`<!-- ci:run -->\n${block('json', '{}')}`)).toThrow('1 marks, but 0 sh blocks');
  });
});
