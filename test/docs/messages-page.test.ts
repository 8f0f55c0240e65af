import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sampleMessage } from '../../src/adapters/notifiers/email/sample-message.ts';
import { viewOf } from '../../src/adapters/notifiers/email/view.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const page = read('docs/messages.md');

test('the page on mails names every setting and every value, and no other', () => {
  const schema = JSON.parse(read('schemas/config.v1.schema.json'));
  const settings = Object.keys(schema.$defs.emailChannel.properties).filter((name) => name !== 'type');
  const cells = [...page.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
    cell.replaceAll('`', '').split(', '),
  );
  expect(cells.sort()).toEqual([...settings, ...Object.keys(viewOf(sampleMessage))].sort());
});

test('the page on mails shows every picture, and each is small', () => {
  const pictures = readdirSync(at('docs/messages')).sort();
  const shown = [...page.matchAll(/\]\(messages\/([\w-]+\.png)\)/g)].map(([, name = '']) => name);
  expect(shown.sort()).toEqual(pictures);
  for (const name of pictures)
    expect([name, statSync(at(`docs/messages/${name}`)).size < 60_000]).toEqual([name, true]);
});
