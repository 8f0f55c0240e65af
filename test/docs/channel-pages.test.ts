import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { $defs } = JSON.parse(read('schemas/config.v1.schema.json'));
const settingsOf = (definition: string) => Object.keys($defs[definition].properties).filter((name) => name !== 'type');

/** First cells of the tables that list settings. */
function listed(page: string): readonly string[] {
  const tables = page.match(/^\| setting \|.*\n(?:\|.*\n)+/gm) ?? [];
  return tables.flatMap((table) => [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name));
}

test.each([
  ['slack', ['slackChannel']],
  ['sms', ['smsChannel', 'genericSms']],
  ['webhook', ['webhookChannel']],
])('the page on %s names every setting, and no other', (page, definitions) => {
  expect(listed(read(`docs/channels/${page}.md`)).toSorted()).toEqual(definitions.flatMap(settingsOf).toSorted());
});
