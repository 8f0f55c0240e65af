import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));

export const fixtures: readonly string[] = readdirSync(folder).sort();

export function fixture(name: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(`${folder}${name}`));
}

const pieces = [
  ...['- ', '* ', '+ ', '1. ', '2) ', '10. ', '[ ] ', '[x] ', '[X]', '[~] ', '[ ]', '> ', '>', '\t', '  ', '    ', ' '],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '# ',
    '### ',
    '---',
    '===',
    '***',
    '```',
    '~~~',
    '<!--',
    '-->',
    '<div>',
    '</div>',
    '<b>',
  ],
  ...[
    '<pre>',
    '</pre>',
    '<a href="x">',
    'a',
    'b c',
    'é',
    '🔑',
    '| x |',
    '|---|',
    '[a]: http://x',
    '[a](b)',
    '\\',
    '#',
    '0',
  ],
  ...['\ufeff', '\u0000', '\ud800', '\u202e', '---\nkey: value\n', '- [ ] a\n', '- [x] a\n', '  - [~] b\n'],
];

/** Pages made of what means something in Markdown, and of any text at all. */
export const anyPage = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);
