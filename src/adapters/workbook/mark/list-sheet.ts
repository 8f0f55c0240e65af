import type { Structure } from '../read/structure.ts';
import { escapeXml } from '../xml/values.ts';
import { type Draft, office } from './draft.ts';
import { inTag, lastClosing, prefixOf, withAttribute } from './markup.ts';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

/** Puts a sheet behind all others and opens the workbook at it. One of this name that `isOurs` is written anew. */
export async function listSheet(
  draft: Draft,
  structure: Structure,
  name: string,
  xml: string,
  isOurs: (part: string) => Promise<boolean>,
): Promise<void> {
  const { workbook, sheets } = structure;
  for (const { part } of sheets) {
    const text = await draft.read(part);
    const alone = text.replace(/(<(?:\w+:)?sheetView\b[^>]*?)\stabSelected\s*=\s*["'](?:1|true)["']/g, '$1');
    if (alone !== text) draft.write(part, alone);
  }
  const known = sheets.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined && (await isOurs(known.part))) {
    draft.write(known.part, xml);
    return openAt(draft, workbook, sheets.indexOf(known));
  }
  const part = draft.freeName('xl/worksheets/errors', '.xml');
  await draft.add(part, xml, type);
  const id = await draft.relate(workbook, 'worksheet', part);
  const listed = await draft.read(workbook);
  const at = lastClosing(listed, 'sheets');
  const entry = `<${prefixOf(listed, 'workbook')}sheet name="${escapeXml(freeSheetName(name, structure))}" sheetId="${freeId(listed)}" xmlns:r="${office}" r:id="${id}"/>`;
  draft.write(workbook, listed.slice(0, at) + entry + listed.slice(at));
  return openAt(draft, workbook, (listed.match(/<(?:\w+:)?sheet(?=\s)/g) ?? []).length);
}

function freeSheetName(name: string, { sheets }: Structure): string {
  const taken = new Set(sheets.map((each) => each.name.toLowerCase()));
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} ${number}`;
  return free;
}

function freeId(workbook: string): number {
  const ids = [...workbook.matchAll(/\ssheetId\s*=\s*["'](\d+)["']/g)].map(([, id]) => Number(id));
  return Math.max(0, ...ids) + 1;
}

async function openAt(draft: Draft, workbook: string, tab: number): Promise<void> {
  const view = new RegExp(`<((?:\\w+:)?workbookView)(?=[\\s/>])(${inTag})(/?>)`);
  const xml = await draft.read(workbook);
  draft.write(
    workbook,
    xml.replace(view, (_, name, attributes, end) => {
      const seen = withAttribute(withAttribute(attributes, 'activeTab', String(tab)), 'firstSheet', '0');
      return `<${name}${seen}${end}`;
    }),
  );
}
