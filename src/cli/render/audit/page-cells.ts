import { markupText } from '../../../domain/plain-text.ts';

const shown = 12;

/** An object id or a digest: its beginning on screen, all of it on paper, in a search and when it is copied. */
export function objectId(id: string): string {
  const [, lead = '', rest = ''] = /^(sha\d+:)?(.*)$/s.exec(id) ?? [];
  const start = markupText(lead + rest.slice(0, shown));
  return `<code class="id" title="${markupText(id)}">${start}<span>${markupText(rest.slice(shown))}</span></code>`;
}

/** A moment as `2026-11-21 08:03:57Z`. */
export function moment(at: string): string {
  const text = markupText(at);
  return `<time datetime="${text}">${text.replace('T', ' ')}</time>`;
}
