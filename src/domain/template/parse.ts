import { type HtmlPlace, placeOf, readHtml } from './html-place.ts';
import { type Tag, tokensOf } from './tags.ts';
import { type Part, type Place, type Spot, spotAt, type Target, type Template, templateFault } from './template.ts';

const longest = 100_000;
const deepest = 8;

interface Open {
  tag: Tag;
  spot: Spot;
  parts: Part[];
  /** Where the section began, and has to end. */
  place: HtmlPlace;
}

/** Reads a template. Throws `config.invalid` with the line and the column of what is wrong. */
export function parseTemplate(file: string, target: Target, source: string): Template {
  const fault = (offset: number, message: string, remedy: string) =>
    templateFault(file, spotAt(source, offset), message, remedy);
  if (source.length > longest)
    throw fault(0, `it has ${source.length} characters, and may have ${longest}`, 'make it shorter');

  const parts: Part[] = [];
  const open: Open[] = [];
  const at: { place: HtmlPlace } = { place: { in: 'text' } };

  const add = (part: Part): unknown => (open.at(-1)?.parts ?? parts).push(part);

  const addText = (text: string, start: number): void => {
    if (target === 'html') {
      const next = readHtml(text, at.place);
      if ('fault' in next)
        throw fault(start + next.at, next.fault, 'put {{…}} into text or between the quotes of an attribute');
      at.place = next;
    }
    if (text !== '') add({ kind: 'fixed', text });
  };

  const addValue = ({ name, start }: Tag): void => {
    const found: Place | { fault: string } = target === 'html' ? placeOf(at.place) : 'text';
    if (typeof found !== 'string')
      throw fault(start, found.fault, 'choose between fixed texts with {{#name}}…{{/name}}');
    add({ kind: 'value', path: pathOf(name), place: found, spot: spotAt(source, start) });
    if (at.place.in === 'value') at.place = { ...at.place, begun: true };
  };

  const close = ({ name, start }: Tag): void => {
    const section = open.pop();
    if (section === undefined || section.tag.name !== name) {
      const wanted = section === undefined ? 'nothing is open' : `{{${section.tag.sign}${section.tag.name}}} is open`;
      throw fault(start, `{{/${name}}} closes what is not open`, `${wanted} here`);
    }
    if (!samePlace(section.place, at.place))
      throw fault(start, `{{/${name}}} closes elsewhere in the HTML than it opened`, 'keep whole tags within it');
    const { tag, spot } = section;
    add({ kind: 'section', path: pathOf(name), inverted: tag.sign === '^', parts: section.parts, spot });
  };

  for (const token of tokensOf(file, source)) {
    if ('text' in token) addText(token.text, token.start);
    else if (token.sign === '') addValue(token);
    else if (token.sign === '/') close(token);
    else if (token.sign !== '!') {
      if (open.length === deepest) throw fault(token.start, `more than ${deepest} sections are open`, 'nest fewer');
      open.push({ tag: token, spot: spotAt(source, token.start), parts: [], place: at.place });
    }
  }
  const left = open.at(-1)?.tag;
  if (left !== undefined)
    throw fault(left.start, `{{${left.sign}${left.name}}} is never closed`, `close it with {{/${left.name}}}`);
  if (at.place.in === 'value') throw fault(source.length, 'a tag does not end', 'close the quotes and the tag');
  return { file, target, parts };
}

function pathOf(name: string): readonly string[] {
  return name === '.' ? [] : name.split('.');
}

function samePlace(one: HtmlPlace, other: HtmlPlace): boolean {
  if (one.in === 'text' || other.in === 'text') return one.in === other.in;
  return one.attribute === other.attribute && one.quote === other.quote;
}
