import { plainLine } from '../../../domain/plain-text.ts';

export interface Title {
  title: string;
  /** Where the links in it lead. */
  links: readonly string[];
}

/** What is looked at of a text; a title has room for less. */
const looked = 2000;
const link = /!?\[([^[\]]*)\]\(([^()\s<>]+)(?:\s[^()]*)?\)/g;
const address = /<(https?:[^<>\s]+)>/g;
const strong = /\*\*([^*]+)\*\*/g;
const escaped = /\\([!-/:-@[-`{-~])/g;

/** A text of Markdown as people read it: without comments, and with the text of a link in place of the link. */
export function titleOf(text: string): Title {
  const links: string[] = [];
  const read = withoutComments(text.slice(0, looked))
    .replace(link, (_, words: string, to: string) => {
      links.push(plainLine(to));
      return words;
    })
    .replace(address, '$1')
    .replace(strong, '$1');
  // In code a backslash is one.
  return { title: plainLine(read.includes('`') ? read : read.replace(escaped, '$1')), links };
}

function withoutComments(text: string): string {
  let rest = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf('<!--', at);
    const close = open === -1 ? -1 : text.indexOf('-->', open + 4);
    if (close === -1) return rest + text.slice(at);
    rest += text.slice(at, open);
    at = close + 3;
  }
}
