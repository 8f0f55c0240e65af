import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Locale, locales } from '../../src/domain/notice.ts';
import { kinds } from '../../src/kinds/index.ts';
import { compose, type Draft, fold } from '../../src/notices/compose.ts';
import type { Happening } from '../../src/notices/record-events.ts';
import { lastOf, lineOf, reminderBy, reminders, stories } from './story.ts';

const folder = fileURLToPath(new URL('golden/', import.meta.url));
const { speech } = lineOf({ type: 'console' });
const because = new Map(
  kinds.flatMap(({ actions }) => actions).map(({ event }) => [event.type, event.tell[0] ?? 'room']),
);

function messageOf(type: string, happening: Happening, locale: Locale): Draft {
  const to = { to: 'somebody@example.com', locale, because: because.get(type) ?? 'room', mentions: [] };
  return compose(happening, to, speech);
}

/** All of a message as it can be read. */
function written(name: string, draft: Draft): string {
  const { tone, subject, headline, lead, facts, texts, commands, commandsLabel, link, footer, short, items } = draft;
  return [
    `=== ${name} (${tone})`,
    subject,
    '',
    headline,
    lead,
    '',
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...items.map(({ text, url }) => `- ${text} ${url}`),
    ...texts.flatMap(({ label, value }) => ['', `${label}:`, value]),
    '',
    `${commandsLabel}:`,
    ...commands.map((command) => `  ${command}`),
    ...(link === undefined ? [] : [`${link.label}: ${link.url}`]),
    footer,
    '',
    `${short} (${short.length})`,
    '',
  ].join('\n');
}

test.each(locales)('every message reads as it did, in %s', (locale) => {
  const all = Object.entries(stories).map(
    ([type, actions]) => [type, messageOf(type, lastOf(actions), locale)] as const,
  );
  const reminded = Object.entries(reminders).map(
    ([type, last]) => [type, messageOf(type, reminderBy(...last), locale)] as const,
  );
  const again = [
    'created',
    'approved',
    'deploying',
    'launched',
    'failed',
    'retried',
    'deploying',
    'launched',
    'deployed',
  ];
  const digest = fold(
    all.slice(0, 6).map(([, draft]) => draft),
    speech,
  );
  const more = [
    ['deployment-recovered', messageOf('deployment-succeeded', lastOf(again), locale)],
    ['digest', digest],
  ] as const;
  const text = [...all, ...more, ...reminded].map(([name, draft]) => written(name, draft)).join('\n');
  const file = `${folder}${locale}.txt`;
  if (process.env.RGZ_GOLDEN !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
});
