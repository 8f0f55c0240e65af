import type { Message } from '../../../domain/notice.ts';
import type { View } from '../../../domain/template/template.ts';
import { lengthOf, wrapText } from './wrap-text.ts';

const width = 72;
const widestLabel = 20;
/** Gmail shows the first 100 KB of a mail. */
const mostItems = 80;

/** What a look of a mail is made of; docs/messages.md tells of each name. */
export function viewOf(message: Message): View {
  const { tone, facts, texts, commands, link } = message;
  const items = firstOf(message.items);
  return {
    locale: message.locale,
    ask: tone === 'ask',
    good: tone === 'good',
    bad: tone === 'bad',
    info: tone === 'info',
    record: message.thread.record,
    subject: message.subject,
    headline: message.headline,
    lead: message.lead,
    facts: facts.map(({ label, value }) => ({ label, value })),
    texts: texts.map(({ label, value }) => ({ label, value, lines: wrapText(value, width - 4) })),
    commands: [...commands],
    commandsLabel: message.commandsLabel,
    link: link === undefined ? null : { label: link.label, url: link.url },
    items: items.map(({ text, url = '' }) => ({ text, url, lines: wrapText(text, width - 4).map(hang) })),
    footer: message.footer,
    has: {
      facts: facts.length > 0,
      texts: texts.length > 0,
      commands: commands.length > 0,
      items: items.length > 0,
    },
    wrapped: {
      headline: wrapText(message.headline, width),
      lead: wrapText(message.lead, width),
      facts: wrapFacts(facts),
      footer: wrapText(message.footer, width),
    },
  };
}

function firstOf(items: Message['items']): Message['items'] {
  const left = items.length - mostItems;
  return left > 0 ? [...items.slice(0, mostItems), { text: `… + ${left}` }] : items;
}

/** The item begins with a dash; what follows stands under its text. */
function hang(line: string, index: number): string {
  return `${index === 0 ? '- ' : '  '}${line}`;
}

/** The values stand under one another, beside their labels where those are short. */
function wrapFacts(facts: Message['facts']): readonly string[] {
  const short = facts.map(({ label }) => lengthOf(label)).filter((length) => length <= widestLabel);
  const column = Math.max(0, ...short) + 2;
  const margin = ' '.repeat(column);
  return facts.flatMap(({ label, value }) => {
    const lines = wrapText(value, width - 2 - column).map((line) => margin + line);
    if (lengthOf(label) > widestLabel) return [label, ...lines];
    const [first = margin, ...rest] = lines;
    return [label + first.slice(lengthOf(label)), ...rest];
  });
}
