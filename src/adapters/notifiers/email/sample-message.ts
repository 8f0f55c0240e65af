import type { Message } from '../../../domain/notice.ts';

/** A message in which nothing is missing: whoever writes a look hears of a wrong name before the first mail. */
export const sampleMessage: Message = {
  id: 'sample',
  events: [],
  to: 'someone@example.com',
  locale: 'en',
  tone: 'info',
  subject: 'Subject',
  headline: 'Headline',
  lead: 'Lead',
  facts: [{ label: 'Fact', value: 'Value' }],
  texts: [{ label: 'Text', value: 'Value' }],
  commands: ['rgz status'],
  commandsLabel: 'Commands',
  link: { label: 'Link', url: 'https://example.com/' },
  footer: 'Footer',
  short: 'Short',
  items: [{ text: 'Item', url: 'https://example.com/' }],
  mentions: [],
  thread: { record: 'PR-2026-0001' },
};
