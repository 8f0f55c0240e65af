import type { JsonObject } from '../../../domain/json.ts';
import type { Message } from '../../../domain/notice.ts';
import { type Measure, messageBlocks } from './message-blocks.ts';
import { textFallback } from './text-fallback.ts';

/**
 * Slack refuses a message whose blocks are too large as a whole, at about 13,000 characters of their JSON; bytes are
 * counted here, which are never fewer.
 */
const roomy = 12_000;

/** From all that one block may hold down to what fits whatever the message is. */
const measures: readonly Measure[] = [
  { text: 3000, facts: 20, texts: 10, items: 60 },
  { text: 1000, facts: 20, texts: 8, items: 40 },
  { text: 400, facts: 15, texts: 5, items: 20 },
  { text: 150, facts: 10, texts: 3, items: 10 },
  { text: 60, facts: 5, texts: 1, items: 3 },
];

/** What is posted, within every limit of Slack. Nothing in the texts of the message can mention or format. */
export function payloadOf(message: Message): JsonObject {
  let blocks: JsonObject[] = [];
  for (const measure of measures) {
    blocks = messageBlocks(message, measure);
    if (Buffer.byteLength(JSON.stringify(blocks)) <= roomy) break;
  }
  return {
    text: textFallback(message),
    blocks,
    metadata: { event_type: 'rgz_notice', event_payload: { id: message.id, record: message.thread.record } },
    unfurl_links: false,
    unfurl_media: false,
    link_names: false,
  };
}
