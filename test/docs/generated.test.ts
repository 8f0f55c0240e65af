import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pages } from '../../scripts/docs/pages.ts';
import { repository, top } from '../../scripts/docs/repository.mjs';
import { definitions } from '../../src/api/metrics/definitions.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { journalEvents } from '../../src/domain/journal-events.ts';
import { catalogue } from '../../src/errors/catalogue.ts';
import { kinds } from '../../src/kinds/index.ts';
import { anchorsOf } from './pages.ts';

const made = await pages(repository);

test.each([...made])('%s is what the code says', (path, text) => {
  const found = existsSync(join(top, path)) ? readFileSync(join(top, path), 'utf8').replaceAll('\r\n', '\n') : '';
  expect(found, `${path} is out of date: run npm run docs`).toBe(text);
});

describe('a page leaves nothing out', () => {
  const page = (path: string) => made.get(path) ?? '';

  test('of the errors', () => {
    for (const code of Object.keys(catalogue)) expect(page('docs/errors.md')).toContain(`| \`${code}\` |`);
  });

  test.each(commands.map((entry) => [entry.words, entry] as const))('of the help of rgz %s', async (words, entry) => {
    const parsed = parseArguments(entry, await entry.load(), ['--help']);
    const shown = parsed.kind === 'help' ? parsed.text : '';
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    const [own = '', shared = ''] = flat(shown).split('Everywhere:');
    expect(own).toContain(`rgz ${words}`);
    expect(flat(page('docs/commands.md'))).toContain(own.trim());
    expect(flat(page('docs/commands.md'))).toContain(shared.trim());
  });

  test('of the metrics and the events of the journal', () => {
    for (const name of Object.keys(definitions)) expect(page('docs/telemetry.md')).toContain(`| \`${name}\` |`);
    for (const event of Object.keys(journalEvents)) expect(page('docs/telemetry.md')).toContain(`| \`${event}\` |`);
  });

  test.each(kinds)('of a $kind', (kind) => {
    const text = page('docs/kinds.md');
    expect(anchorsOf(text)).toContain(kind.kind.toLowerCase());
    for (const state of kind.states) expect(text).toContain(`\`${state}\``);
    for (const action of kind.actions) expect(text).toContain(`| \`${action.action}\` |`);
  });
});
