import { isObject, type Json } from '../domain/json.ts';
import { plainLine } from '../domain/plain-text.ts';

export interface EventTexts {
  subject: string;
  headline: string;
  lead: string;
  short: string;
}

/** What somebody is written who is given a code. The code itself is put in when it is sent. */
export interface LetterTexts extends EventTexts {
  shortWithoutLink: string;
  doLabel: string;
  do: string;
  careLabel: string;
  care: string;
  codeLabel: string;
  open: string;
}

/** Everything rgz says in one language. `{name}` in a text stands for a value; nothing else is ever evaluated. */
export interface Texts {
  labels: Readonly<Record<string, string>>;
  words: Readonly<Record<string, string>>;
  because: Readonly<Record<string, string>>;
  toDecide: string;
  toType: string;
  open: string;
  more: string;
  digest: EventTexts;
  letters: Readonly<Record<string, LetterTexts>>;
  events: Readonly<Record<string, EventTexts>>;
}

/** Puts values in. What has none is left as it is written, and a value is never looked into. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([A-Za-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

/** rgz's texts with some of them replaced. What replaces nothing, or is no text, is told by its pointer. */
export function replaceTexts(texts: Texts, own: Json): { texts: Texts; faults: readonly string[] } {
  const faults: string[] = [];
  const replaced = replaceIn(texts as unknown as Json, own, '', faults);
  return { texts: replaced as unknown as Texts, faults };
}

function replaceIn(before: Json, own: Json, pointer: string, faults: string[]): Json {
  if (isObject(before) && isObject(own)) {
    const known = Object.entries(before).map(([key, value]) => {
      const mine = own[key];
      return [key, mine === undefined ? value : replaceIn(value, mine, `${pointer}/${key}`, faults)] as const;
    });
    for (const key of Object.keys(own)) if (!Object.hasOwn(before, key)) faults.push(`${pointer}/${plainLine(key)}`);
    return Object.fromEntries(known);
  }
  if (typeof before === 'string' && typeof own === 'string' && own.length <= 2000) return own;
  faults.push(pointer);
  return before;
}
