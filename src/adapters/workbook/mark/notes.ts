import { cellName } from '../../../domain/cells.ts';
import { readRelations } from '../read/relations.ts';
import { encodeCell } from '../xml/values.ts';
import { type Draft, office } from './draft.ts';
import { inTag, lastClosing, prefixOf } from './markup.ts';

export interface Note {
  row: number;
  column: number;
  text: string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const longest = 1000;
/** Other programs call these as they like, so each shape brings them along. */
const names =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';
/** Who wrote a note. */
const own = 'rgz';

/** Puts a note on cells of a sheet. One that is there already keeps its text, behind the new one. */
export async function addNotes(draft: Draft, sheet: string, notes: readonly Note[]): Promise<void> {
  const relations = await readRelations(draft.from, sheet);
  const known = relations.find(({ type }) => type === 'comments')?.target;
  const empty = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${main}"><authors></authors><commentList></commentList></comments>`;
  const before = known === undefined ? empty : await draft.read(known);
  const { xml, added } = withComments(before, notes);
  if (known !== undefined) draft.write(known, xml);
  else {
    const part = draft.freeName('xl/comments', '.xml');
    await draft.add(part, xml, 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml');
    await draft.relate(sheet, 'comments', part);
  }
  await addShapes(draft, sheet, relations.find(({ type }) => type === 'vmlDrawing')?.target, added);
}

/** Takes the notes away that rgz put on cells earlier, with their shapes. Those that stood there before them stay. */
export async function removeNotes(draft: Draft, sheet: string): Promise<void> {
  const relations = await readRelations(draft.from, sheet);
  const [comments, drawing] = ['comments', 'vmlDrawing'].map(
    (type) => relations.find((each) => each.type === type)?.target,
  );
  if (comments === undefined || !draft.has(comments)) return;
  const xml = await draft.read(comments);
  const authors = [...xml.matchAll(/<(?:\w+:)?author(?:\s*\/>|\s*>([^<]*)<)/g)].map(([, name]) => name);
  const gone = new Set<string>();
  const kept = xml.replace(/<((?:\w+:)?comment)\s([^<>]*)>.*?<\/\1\s*>/gs, (all, _, attributes: string) => {
    const [ref = '', author] = ['ref', 'authorId'].map(
      (name) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1],
    );
    if (authors[Number(author)] !== own) return all;
    gone.add(ref);
    return '';
  });
  if (gone.size === 0) return;
  draft.write(comments, kept);
  if (drawing === undefined || !draft.has(drawing)) return;
  const shape =
    /<(\w+):shape\s(?:(?!<\/\w+:shape>).)*<(\w+):Row>\s*(\d+)\s*<\/\2:Row>\s*<\2:Column>\s*(\d+)\s*<\/\2:Column>.*?<\/\1:shape>/gs;
  draft.write(
    drawing,
    (await draft.read(drawing)).replace(shape, (all, _shape, _data, row, column) =>
      gone.has(cellName(Number(row) + 1, Number(column) + 1)) ? '' : all,
    ),
  );
}

function withComments(before: string, notes: readonly Note[]): { xml: string; added: readonly Note[] } {
  const p = prefixOf(before, 'comments');
  const author = [...before.matchAll(/<(?:\w+:)?author(?=[\s/>])/g)].length;
  let xml = before.replace(new RegExp(`<(${p}(?:authors|commentList))\\s*/>`, 'g'), '<$1></$1>');
  const refs = new Set([...xml.matchAll(/\sref\s*=\s*["']([A-Z]+\d+)["']/g)].map(([, ref]) => ref));
  const added: Note[] = [];
  let entries = '';
  for (const note of notes) {
    const ref = cellName(note.row, note.column);
    const runs = `<${p}r><${p}t xml:space="preserve">${encodeCell(note.text.slice(0, longest))}`;
    const there = new RegExp(
      `(<(?:\\w+:)?comment\\b${inTag}\\sref="${ref}"${inTag}>\\s*<(?:\\w+:)?text\\s*>)(.*?)(</(?:\\w+:)?text\\s*>)`,
      's',
    );
    const found = refs.has(ref) ? there.exec(xml) : null;
    if (found !== null) {
      const [all, open = '', text = '', close = ''] = found;
      if (text.includes(encodeCell(note.text.slice(0, longest)))) continue;
      // A note of one plain text becomes a run, for text and runs do not stand together.
      const kept = text.replace(/^(\s*<(?:\w+:)?t[\s>].*<\/(?:\w+:)?t>\s*)$/s, (t) =>
        /<(?:\w+:)?r\b/.test(t) ? t : `<${p}r>${t}</${p}r>`,
      );
      const merged = `${open}${runs}\n\n</${p}t></${p}r>${kept}${close}`;
      xml = xml.slice(0, found.index) + merged + xml.slice(found.index + all.length);
      continue;
    }
    entries += `<${p}comment ref="${ref}" authorId="${author}"><${p}text>${runs}</${p}t></${p}r></${p}text></${p}comment>`;
    added.push(note);
  }
  const authors = lastClosing(xml, 'authors');
  xml = `${xml.slice(0, authors)}<${p}author>${own}</${p}author>${xml.slice(authors)}`;
  const list = lastClosing(xml, 'commentList');
  return { xml: xml.slice(0, list) + entries + xml.slice(list), added };
}

/** Older programs, and Excel itself, draw a note by a shape beside it. */
async function addShapes(
  draft: Draft,
  sheet: string,
  known: string | undefined,
  notes: readonly Note[],
): Promise<void> {
  if (known !== undefined) {
    const xml = await draft.read(known);
    const at = xml.lastIndexOf('</xml>');
    if (at !== -1)
      draft.write(
        known,
        xml.slice(0, at) + shapesOf(notes, (xml.match(/<\w+:shape\s/g) ?? []).length + 1) + xml.slice(at),
      );
    return;
  }
  const part = draft.freeName('xl/drawings/vmlDrawing', '.vml');
  const shapes = `<xml ${names}><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapesOf(notes, 1)}</xml>`;
  await draft.add(part, shapes, 'application/vnd.openxmlformats-officedocument.vmlDrawing');
  const id = await draft.relate(sheet, 'vmlDrawing', part);
  draft.write(sheet, withLegacyDrawing(await draft.read(sheet), id));
}

function shapesOf(notes: readonly Note[], first: number): string {
  return notes
    .map(
      ({ row, column }, index) =>
        `<v:shape ${names} id="_x0000_s${900_000 + first + index}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;height:80pt;z-index:${index + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column}, 12, ${row - 1}, 4, ${column + 3}, 20, ${row + 4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
    )
    .join('');
}

const later =
  /<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[\s/>]/g;

function withLegacyDrawing(xml: string, id: string): string {
  const end = lastClosing(xml, 'worksheet');
  const data = Math.max(xml.lastIndexOf('</sheetData>'), 0);
  later.lastIndex = data;
  const at = later.exec(xml)?.index ?? end;
  return `${xml.slice(0, at)}<${prefixOf(xml, 'worksheet')}legacyDrawing xmlns:r="${office}" r:id="${id}"/>${xml.slice(at)}`;
}
