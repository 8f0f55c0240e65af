import { isWholeTag } from './html-tag.ts';
import type { Line } from './line.ts';

/** What ends a block of HTML: a text in any letter case, or a blank line. */
export type HtmlEnd = readonly string[] | 'blank';

const verbatim = new Set(['script', 'pre', 'style', 'textarea']);
const verbatimEnds = [...verbatim].map((name) => `</${name}>`);

const blocks = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
    'title tr track ul'
  ).split(' '),
);

const longestName = 24;

/** The end of the block of HTML that begins at a `<`, or undefined when none does. */
export function htmlBlock(text: string, line: Line, inParagraph: boolean): HtmlEnd | undefined {
  const start = line.next;
  line.steps += longestName;
  if (text.startsWith('<!--', start)) return ['-->'];
  if (text.startsWith('<?', start)) return ['?>'];
  if (text.startsWith('<![CDATA[', start)) return [']]>'];
  if (/^<![A-Za-z]/.test(text.slice(start, start + 3))) return ['>'];
  const [, slash = '', name = ''] = /^<(\/?)([a-z][a-z0-9-]*)/i.exec(text.slice(start, start + longestName)) ?? [];
  const after = start + 1 + slash.length + name.length;
  const known = name.toLowerCase();
  const open = after >= line.end || line.isBlankAt(after) || text[after] === '>';
  if (slash === '' && verbatim.has(known) && open) return verbatimEnds;
  if (blocks.has(known) && (open || text.startsWith('/>', after))) return 'blank';
  return !inParagraph && isWholeTag(line, start) ? 'blank' : undefined;
}

/** Whether the end of a block of HTML is on this line. */
export function endsHtml(text: string, line: Line, end: HtmlEnd): boolean {
  if (end === 'blank') return line.blank;
  line.steps += (line.end - line.next) * end.length;
  const rest = text.slice(line.next, line.end).toLowerCase();
  return end.some((each) => rest.includes(each.toLowerCase()));
}
