import { transformSync } from 'esbuild';
import { covers, roomOf } from './graph.ts';
import type { House } from './rules.ts';
import { lineAt, type Source, type Tree } from './source.ts';
import { breach, type Violation } from './violation.ts';

export function judgeBans(house: House, { path, code, imports }: Source): readonly Violation[] {
  const room = roomOf(house, path)?.room;
  return house.bans
    .filter((ban) => ban.in.some((where) => where === room || (where.endsWith('/') && covers(where, path))))
    .filter((ban) => !ban.except?.includes(path))
    .flatMap((ban) => [
      ...[...code.matchAll(new RegExp(ban.pattern, 'g'))].map((match) =>
        breach(ban, path, lineAt(code, match.index), `writes \`${match[0].trim()}\``),
      ),
      ...imports
        .filter(({ specifier }) => ban.modules?.includes(specifier))
        .map(({ specifier, line }) => breach(ban, path, line, `imports ${specifier}`)),
    ]);
}

/** Takes the types away and looks whether anything is left. */
export function judgePort(house: House, path: string, text: string): readonly Violation[] {
  if (roomOf(house, path)?.room !== 'ports') return [];
  const { code } = transformSync(text, { loader: 'ts', legalComments: 'none' });
  const [first] = code.split('\n').filter((line) => !/^\s*(?:import\b.*|export\s*\{\s*\};)?$/.test(line));
  if (first === undefined) return [];
  const start = text
    .split('\n')
    .findIndex((line) => /^(?:export\s+)?(?:default|const|let|var|function|async|class|enum)\b/.test(line));
  return [
    breach(house.others.portsHaveNoCode, path, Math.max(1, start + 1), `has code that runs: \`${first.trim()}\``),
  ];
}

export function judgeName(house: House, path: string): readonly Violation[] {
  const { names } = house.others;
  const [bad] = path.split('/').filter((part) => names.never.some((name) => name === part.split('.')[0]));
  return bad === undefined ? [] : [breach(names, path, 1, `is named "${bad}"`)];
}

export function judgeSizes(house: House, tree: Tree): readonly Violation[] {
  const { fileSize, medianSize, ninetiethSize } = house.others;
  const sizes = [...tree].map(([path, text]) => ({
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
  }));
  sizes.sort((left, right) => left.lines - right.lines);
  const large = sizes.filter(({ lines }) => lines > fileSize.limit);
  const at = (share: number) => sizes[Math.max(0, Math.ceil(sizes.length * share) - 1)];
  const over = [
    { rule: medianSize, found: at(0.5), name: 'median' },
    { rule: ninetiethSize, found: at(0.9), name: '90th percentile' },
  ];
  return [
    ...large.map(({ path, lines }) =>
      breach(fileSize, path, fileSize.limit + 1, `has ${lines} lines, and may have ${fileSize.limit}`),
    ),
    ...over.flatMap(({ rule, found, name }) =>
      found === undefined || found.lines <= rule.limit
        ? []
        : [breach(rule, found.path, 1, `is the ${name} with ${found.lines} lines, and may have ${rule.limit}`)],
    ),
  ];
}
