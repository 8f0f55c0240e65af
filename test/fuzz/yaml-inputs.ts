import { digestOf } from '../../src/adapters/records/load.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { recordOf, recordText } from '../kit/requests.ts';
import type { Random } from './random.ts';

const wish = { id: 'PR-2026-0001', createdBy: 'dora@example.com' };
const digest = digestOf(recordOf(wish) as unknown as RecordData);

/** A request by dora, as rgz would have written it. */
export const honest = recordText({
  ...wish,
  status: {
    state: 'pending',
    history: [{ action: 'created', at: '2026-01-15T10:00:00Z', by: 'dora@example.com', digest }],
  },
});
const lines = honest.split('\n');
const snippets: readonly string[] = [
  ...[
    '&a',
    '*a',
    '<<: *a',
    '!!str',
    '!x',
    '? ',
    ': ',
    '- ',
    '---',
    '...',
    '%YAML 1.1',
    '#',
    '|',
    '>',
    '|-9',
    '>+',
    '"',
    "'",
  ],
  ...[
    '\t',
    '\r',
    '\0',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\u0085',
    '{',
    '}',
    '[',
    ']',
    ',',
    'null',
    '~',
    'true',
    'yes',
    '0o17',
  ],
  ...[
    '0x1f',
    '1e999',
    '-0',
    '.nan',
    '.inf',
    '1_000',
    '2026-01-15',
    '__proto__: 1',
    'constructor: {}',
    'a: b: c',
    '\\u0000',
  ],
  ...[
    '\u{1f600}',
    '\ud800',
    'é',
    '[[[[[[[[',
    '{{{{{{{{',
    '- - - - - -',
    '\n\n\n',
    '    ',
    'history:',
    'state: approved',
    '   spec:',
  ],
];

/** One input for the reader: an honest record that was mutilated, lines put together anew, or noise. */
export function yamlInput(random: Random): Buffer {
  const share = random.next();
  if (share < 0.6) return Buffer.from(mutilated(random));
  if (share < 0.8) return Buffer.from(shuffled(random));
  if (share < 0.9) return Buffer.from(nested(random));
  return Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256)));
}

function mutilated(random: Random): string {
  let text = honest;
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const at = random.below(text.length);
    const end = at + random.below(12);
    const change = random.below(4);
    if (change === 0) text = text.slice(0, at) + random.pick(snippets) + text.slice(at);
    else if (change === 1) text = text.slice(0, at) + text.slice(end);
    else if (change === 2)
      text = text.slice(0, at) + text.slice(at, end).repeat(1 + random.below(30)) + text.slice(end);
    else text = text.slice(0, at) + String.fromCharCode(random.below(0x300)) + text.slice(at + 1);
  }
  return text;
}

function shuffled(random: Random): string {
  return Array.from({ length: random.below(40) }, () => {
    const line = random.chance(0.8) ? random.pick(lines) : random.pick(snippets);
    return random.chance(0.2) ? ' '.repeat(random.below(9)) + line : line;
  }).join('\n');
}

function nested(random: Random): string {
  const open = random.pick(['[', '{a: ', '- ', '? ', '{"a":', 'a: [', '!!seq [', '&x [']);
  return open.repeat(random.below(3_000)) + random.pick(snippets);
}
