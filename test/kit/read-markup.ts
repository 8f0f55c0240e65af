/** An element of a document that is well-formed XML. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** The text directly inside, as one. */
  text: string;
}

const legal = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
const names = '[A-Za-z_][\\w.-]*';
const tag = new RegExp(`<(/?)(${names})((?:\\s+${names}="[^"<]*")*)\\s*(/?)>`, 'y');
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads the plain part of XML, strictly: throws on anything that is not well-formed, and on doctypes and comments. */
export function readMarkup(document: string): Element {
  if (!legal.test(document)) throw new Error('a character that XML does not allow');
  const body = document.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '');
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  for (let at = 0; at < body.length; ) {
    const inside = open.at(-1) ?? top;
    const next = body.indexOf('<', at);
    const text = body.slice(at, next === -1 ? undefined : next);
    inside.text += plain(text);
    if (next === -1) break;
    tag.lastIndex = next;
    const [whole = '', closes, name = '', list = '', empty] = tag.exec(body) ?? [];
    if (whole === '') throw new Error(`no tag: ${body.slice(next, next + 60)}`);
    at = next + whole.length;
    if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const element: Element = { name, attributes: attributesOf(list), children: [], text: '' };
    inside.children.push(element);
    if (empty !== '/') open.push(element);
  }
  const [root] = top.children;
  if (open.length !== 1 || root === undefined || top.children.length > 1 || top.text.trim() !== '')
    throw new Error('not one whole element');
  return root;
}

function attributesOf(list: string): Record<string, string> {
  const pairs = [...list.matchAll(/([\w.-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, plain(value)]);
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`an attribute twice:${list}`);
  return Object.fromEntries(pairs);
}

function plain(text: string): string {
  if (text.includes(']]>')) throw new Error('a bare ]]> in text');
  return text.replace(/&([^;]{0,8};?)/g, (whole, name: string) => {
    const found = name.endsWith(';') ? entities[name.slice(0, -1)] : undefined;
    if (found === undefined) throw new Error(`${whole} is no entity`);
    return found;
  });
}
