import type { JsonObject } from '../../../domain/json.ts';
import type { Message } from '../../../domain/notice.ts';
import { itemList } from './item-list.ts';
import { linkUrl } from './link-url.ts';
import { code, escaped, literal } from './literal.ts';
import { mentionsOf } from './mentions.ts';
import { recordsIn } from './records-in.ts';
import { tones } from './tones.ts';

/** How much of a message is shown: characters of a text, and how many of what there may be many of. */
export interface Measure {
  text: number;
  facts: number;
  texts: number;
  items: number;
}

/** Labels and values of as many facts as one section may hold in its ten fields. */
const inSection = 5;

export function messageBlocks(message: Message, measure: Measure): JsonObject[] {
  const { tone, headline, lead, mentions, commands } = message;
  const mentioned = mentionsOf(mentions);
  const title = plain(`${tones[tone]} ${headline}`, 150);
  return [
    // The id of the message, where those can see it who get no metadata.
    { type: 'header', block_id: message.id, text: title },
    ...(mentioned === '' ? [] : [section(mrkdwn(mentioned))]),
    ...(blank(lead) ? [] : [section(plain(lead, measure.text))]),
    ...factFields(message, measure),
    ...message.texts.slice(0, measure.texts).flatMap((text) => longText(text, measure)),
    ...itemList(message, measure).map((list) => section(mrkdwn(list))),
    ...(commands.length === 0 ? [] : [section(mrkdwn(whatToType(message, measure)))]),
    ...linkButton(message),
    ...footer(message),
  ];
}

function factFields({ facts }: Message, measure: Measure): JsonObject[] {
  const limit = Math.min(measure.text, 2000);
  const shown = facts.slice(0, measure.facts).map(({ label, value }) => [bold(label), factValue(value, limit)]);
  const sections = Array.from({ length: Math.ceil(shown.length / inSection) }, (_, at) => at * inSection);
  return sections.map((from) => ({ type: 'section', fields: shown.slice(from, from + inSection).flat() }));
}

/** An address alone is a link that shows where it leads. */
function factValue(value: string, limit: number): JsonObject {
  const url = linkUrl(value, 400);
  return url !== undefined && url === value ? mrkdwn(`<${url.replace(/&/g, '&amp;')}>`) : plain(value, limit);
}

function longText({ label, value }: Message['texts'][number], { text }: Measure): JsonObject[] {
  return blank(value) ? [] : [section(bold(label)), section(plain(value, text))];
}

function whatToType({ commands, commandsLabel }: Message, { text }: Measure): string {
  return `${literal(commandsLabel, 150)}\n${code(commands.join('\n'), Math.max(Math.min(text, 2000), 300))}`;
}

function linkButton({ link }: Message): JsonObject[] {
  const url = link === undefined ? undefined : linkUrl(link.url, 1000);
  if (link === undefined || url === undefined) return [];
  return [{ type: 'actions', elements: [{ type: 'button', action_id: 'open', text: plain(link.label, 75), url }] }];
}

function footer({ footer, events, thread }: Message): JsonObject[] {
  const record = recordsIn(events) === 1 ? [thread.record] : [];
  const words = [...record, footer].filter((word) => !blank(word)).join(' · ');
  return blank(words) ? [] : [{ type: 'context', elements: [plain(words, 300)] }];
}

function section(text: JsonObject): JsonObject {
  return { type: 'section', text };
}

function bold(label: string): JsonObject {
  return mrkdwn(blank(label) ? '–' : `*${literal(label.trim(), 100)}*`);
}

function mrkdwn(text: string): JsonObject {
  return { type: 'mrkdwn', text, verbatim: true };
}

function plain(text: string, limit: number): JsonObject {
  return { type: 'plain_text', text: blank(text) ? '–' : escaped(text, limit), emoji: false };
}

/** Slack takes no text without a letter. */
function blank(text: string): boolean {
  return text.trim() === '';
}
