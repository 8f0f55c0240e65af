import { workbookLimits } from '../limits.ts';
import type { Package } from '../package/open-package.ts';
import { readPart } from '../package/read-part.ts';
import { damaged, quoted, refusal } from '../refusal.ts';
import { eachTag } from '../xml/each-tag.ts';
import { refuseOtherPackages } from './package-kind.ts';
import { type Relation, readRelations } from './relations.ts';

export interface SheetPart {
  name: string;
  hidden: boolean;
  part: string;
}

/** Which part of a workbook is what. */
export interface Structure {
  workbook: string;
  relations: readonly Relation[];
  sheets: readonly SheetPart[];
  /** Days count from 1904, as Excel for the Mac once had it. */
  from1904: boolean;
  texts: string | undefined;
  styles: string | undefined;
}

export async function readStructure(from: Package): Promise<Structure> {
  await refuseOtherPackages(from);
  const [root] = (await readRelations(from, '')).filter(({ type }) => type === 'officeDocument');
  const workbook = root?.target ?? 'xl/workbook.xml';
  if (!from.has(workbook)) throw damaged('the workbook has no such part', { part: workbook });
  const relations = await readRelations(from, workbook);
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const sheets: SheetPart[] = [];
  let from1904 = false;
  eachTag(await readPart(from, workbook), workbook, (name, attributes) => {
    if (name === 'workbookPr') from1904 = /^(?:1|true|on)$/.test(attributes.get('date1904') ?? '');
    if (name !== 'sheet') return;
    const relation = byId.get(attributes.get('id') ?? '');
    if (relation?.type === 'chartsheet' || relation?.type === 'dialogsheet') return;
    const sheet = attributes.get('name') ?? '';
    if (relation?.type !== 'worksheet' || !from.has(relation.target))
      throw damaged('the sheet is listed, and is not there', { sheet });
    sheets.push({ name: sheet, hidden: (attributes.get('state') ?? 'visible') !== 'visible', part: relation.target });
  });
  refuseSheets(sheets);
  const [texts, styles] = ['sharedStrings', 'styles'].map(
    (type) => relations.find((each) => each.type === type)?.target,
  );
  for (const part of [texts, styles])
    if (part !== undefined && !from.has(part)) throw damaged('the part is named, and is not there', { part });
  return { workbook, relations, sheets, from1904, texts, styles };
}

function refuseSheets(sheets: readonly SheetPart[]): void {
  if (sheets.length === 0) throw refusal('the workbook has no sheet', 'give the workbook that was filled in');
  if (sheets.length > workbookLimits.sheets)
    throw refusal(
      `the workbook has ${sheets.length} sheets, and ${workbookLimits.sheets} are taken at most`,
      'delete the sheets that are not asked for',
    );
  const names = new Set<string>();
  const parts = new Set<string>();
  for (const { name, part } of sheets) {
    if (names.has(name.toLowerCase())) throw damaged(`two sheets have the name ${quoted(name)}`);
    if (parts.has(part)) throw damaged('two sheets are the same part', { sheet: name, part });
    names.add(name.toLowerCase());
    parts.add(part);
  }
}
