import { isObject, type Json, type JsonObject } from '../../../../src/domain/json.ts';

/** What Slack says of a payload that it does not take; undefined where it takes it. */
export function faultOf(payload: JsonObject): string | undefined {
  const { text, blocks = [] } = payload;
  if (!Array.isArray(blocks)) return 'invalid_blocks_format';
  if (typeof text !== 'string' || text === '') return 'no_text';
  if (text.length > 4000) return 'msg_too_long';
  if (JSON.stringify(blocks).length > 13_200) return 'msg_blocks_too_long';
  const ids = blocks.flatMap((block) => (isObject(block) && block.block_id !== undefined ? [block.block_id] : []));
  if (blocks.length > 50 || new Set(ids).size < ids.length) return 'invalid_blocks';
  return blocks.every(fits) ? undefined : 'invalid_blocks';
}

function fits(block: Json): boolean {
  if (!isObject(block) || (block.block_id !== undefined && !isText(block.block_id, 255))) return false;
  const { type, text, fields, elements } = block;
  if (type === 'header') return isPlain(text, 150);
  if (type === 'section') {
    const known = text !== undefined || fields !== undefined;
    return known && (text === undefined || isAny(text, 3000)) && (fields === undefined || areAll(fields, 10, 2000));
  }
  if (type === 'context') return areAll(elements, 10, 3000);
  return type === 'actions' && Array.isArray(elements) && elements.length <= 25 && elements.every(isButton);
}

function isButton(element: Json): boolean {
  if (!isObject(element) || element.type !== 'button') return false;
  const { url, action_id: id } = element;
  return isPlain(element.text, 75) && isText(id, 255) && (url === undefined || isText(url, 3000));
}

function areAll(list: Json | undefined, most: number, limit: number): boolean {
  return Array.isArray(list) && list.length > 0 && list.length <= most && list.every((each) => isAny(each, limit));
}

function isAny(text: Json | undefined, limit: number): boolean {
  return isPlain(text, limit) || (isObject(text) && text.type === 'mrkdwn' && isText(text.text, limit));
}

function isPlain(text: Json | undefined, limit: number): boolean {
  return isObject(text) && text.type === 'plain_text' && isText(text.text, limit);
}

function isText(text: Json | undefined, limit: number): boolean {
  return typeof text === 'string' && text.trim() !== '' && text.length <= limit;
}

/** Every text that Slack shows, and what it makes of it. */
export function textsOf(payload: JsonObject): readonly { type: 'plain' | 'markup'; text: string }[] {
  const found: { type: 'plain' | 'markup'; text: string }[] = [{ type: 'markup', text: String(payload.text) }];
  const walk = (json: Json | undefined): void => {
    if (Array.isArray(json)) for (const each of json) walk(each);
    if (!isObject(json)) return;
    if (typeof json.text === 'string')
      found.push({ type: json.type === 'mrkdwn' ? 'markup' : 'plain', text: json.text });
    for (const each of Object.values(json)) walk(each);
  };
  walk(payload.blocks);
  return found;
}

/** What stands between angle brackets is a mention, a command or a link; in no text anything else may. */
export function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/<([^>]*)>?/g)].map(([, inner = '']) => inner);
}

export function shown(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
