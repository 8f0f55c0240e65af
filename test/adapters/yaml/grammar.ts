import { lists } from './lists.ts';
import type { Random } from './random.ts';

const keys = lists.nearKeys;
const plains = lists.plains;
const quoteds = lists.quoteds;
const flows = lists.flows;
const comments = lists.comments;

/** Text that is YAML or almost: every rule that rgz files use, and what lies next to it. */
export function nearYaml(random: Random): string {
  const start = random.pick([
    '',
    '',
    '',
    '',
    '---\n',
    '# c\n',
    '\n',
    '--- # c\n',
    '---  \n',
    '--- x\n',
    '%YAML 1.2\n---\n',
    ' ',
    '\n---\n',
    '# c\n---\n',
    '  # c\n\n',
  ]);
  const body = block(random, random.pick([0, 0, 0, 0, 1, 2]), 0);
  const end = random.pick([
    '\n',
    '\n',
    '\n',
    '',
    '\n\n',
    '\n# c\n',
    '\n  # c\n',
    '\n---\n',
    '\n...\n',
    '\n \n',
    ' ',
    '\n---',
    '\n   ',
  ]);
  const text = start + body + end;
  return random.below(12) === 0 ? text.replaceAll('\n', '\r\n') : text;
}

function block(random: Random, indent: number, depth: number): string {
  const count = 1 + random.below(depth > 3 ? 1 : 4);
  const isList = random.below(3) === 0;
  const lines: string[] = [];
  for (let done = 0; done < count; done += 1) {
    if (random.below(8) === 0)
      lines.push(
        random.pick([
          '',
          ' ',
          '# c',
          `${' '.repeat(indent)}# c`,
          `${' '.repeat(indent + 2)}# c`,
          `${' '.repeat(indent + 4)}`,
          '   # c',
        ]),
      );
    const pad = ' '.repeat(Math.max(0, indent + (random.below(30) === 0 ? random.pick([-1, 1, 2, -2]) : 0)));
    lines.push(pad + (isList !== (random.below(30) === 0) ? item(random, indent, depth) : pair(random, indent, depth)));
  }
  return lines.join('\n');
}

function item(random: Random, indent: number, depth: number): string {
  const gap = random.pick([' ', ' ', ' ', ' ', '  ', '   ', '']);
  const inner = indent + 1 + gap.length;
  switch (depth > 3 ? 0 : random.below(6)) {
    case 0:
    case 1:
      return `-${gap}${value(random, indent, depth)}`;
    case 2:
      return `-${random.pick(comments)}\n${block(random, inner + random.below(2), depth + 1)}`;
    case 3:
      return `-${random.pick(comments)}`;
    default:
      return `-${gap}${block(random, inner, depth + 1).trimStart()}`;
  }
}

function pair(random: Random, indent: number, depth: number): string {
  const colon = random.pick([': ', ': ', ': ', ': ', ': ', ':  ', ' : ', ':']);
  const key = random.pick(keys) + colon;
  switch (depth > 3 ? 0 : random.below(5)) {
    case 0:
    case 1:
    case 2:
      return key + value(random, indent, depth);
    case 3:
      return `${key.trimEnd()}${random.pick(comments)}\n${block(random, indent + random.pick([2, 2, 2, 0, 1, 3, 4]), depth + 1)}`;
    default:
      return key.trimEnd() + random.pick(comments);
  }
}

function value(random: Random, indent: number, depth: number): string {
  const comment = random.pick(comments);
  switch (random.below(7)) {
    case 0:
    case 1:
      return random.pick(plains) + comment;
    case 2:
    case 3:
      return random.pick(quoteds) + comment;
    case 4:
      return random.pick(flows) + comment;
    case 5:
      return random.below(5) === 0 ? multiLine(random, indent) : random.pick(plains) + comment;
    default:
      return depth >= 0 ? blockScalar(random, indent, comment) : '';
  }
}

function multiLine(random: Random, indent: number): string {
  const pad = ' '.repeat(Math.max(0, indent + random.pick([2, 2, 1, 0, -1])));
  const quote = random.pick(['', '"', "'"]);
  return `${quote}${random.pick(['a', 'a b', 'a '])}\n${random.pick(['', '', '\n', '  # c\n'])}${pad}${random.pick(['b', '- b', 'c: d', '# c', '---'])}${quote}`;
}

function blockScalar(random: Random, indent: number, comment: string): string {
  const header = random.pick([
    '|',
    '|',
    '|',
    '|-',
    '|+',
    '>',
    '>-',
    '>+',
    '|2',
    '|1-',
    '>2',
    '|x',
    '| x',
    '|0',
    '||',
    '|--',
    '|-2',
    '|+1',
  ]);
  const inner = Math.max(0, indent + random.pick([2, 2, 2, 2, 1, 3, 0, -1]));
  const lines: string[] = [];
  const count = random.below(6);
  for (let done = 0; done < count; done += 1) {
    const text = random.pick([
      'x',
      'x y',
      'a: b',
      '- x',
      '# c',
      'x # c',
      '',
      '',
      ' ',
      '  ',
      '   ',
      '     ',
      ' x',
      '  x',
      'x ',
      'x  ',
      '"',
      '\\n',
      '---',
      '...',
      'é',
      '\tx',
      'x\ty',
      '\t',
      '[',
      '%',
      ': ',
      '-',
    ]);
    const wobble = random.below(12) === 0 ? random.pick([-1, -2, 1]) : 0;
    const bare = text.trim() === '' && random.below(2) === 0;
    lines.push(bare ? text : ' '.repeat(Math.max(0, inner + wobble)) + text);
  }
  return [header + comment, ...lines].join('\n');
}
