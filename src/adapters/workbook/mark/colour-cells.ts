import { cellName } from '../../../domain/cells.ts';
import { readAddress } from '../cell-address.ts';
import { attributesOf } from '../xml/values.ts';
import { applyEdits, type Edit, inTag, prefixOf, withAttribute } from './markup.ts';

/** Columns of a row that are to be marked, in their order. */
export type Marked = ReadonlyMap<number, readonly number[]>;

/** The sheet with these cells in another look, which `restyle` gives for the one they have. Cells that were not there are put in. */
export function colourCells(xml: string, marked: Marked, restyle: (style: number) => number): string {
  const prefix = prefixOf(xml, 'worksheet');
  const columnStyles = columnStylesOf(xml);
  const edits: Edit[] = [];
  const wanted = [...marked].sort(([left], [right]) => left - right);
  const newCell = (row: number, column: number): string =>
    `<${prefix}c r="${cellName(row, column)}" s="${restyle(columnStyles.get(column) ?? 0)}"/>`;
  const newRows = (upTo: number): string => {
    let rows = '';
    while (wanted[0] !== undefined && wanted[0][0] < upTo) {
      const [row, columns] = wanted.shift() ?? [0, []];
      rows += `<${prefix}row r="${row}">${columns.map((column) => newCell(row, column)).join('')}</${prefix}row>`;
    }
    return rows;
  };
  let row = 0;
  let column = 0;
  let left: number[] = [];
  const newCells = (upTo: number): string => {
    let cells = '';
    while (left[0] !== undefined && left[0] < upTo) cells += newCell(row, left.shift() ?? 0);
    return cells;
  };
  const insert = (at: number, text: string): void => {
    if (text !== '') edits.push({ at, remove: 0, insert: text });
  };
  const tag = new RegExp(`<(/?)((?:\\w+:)?)(row|c|sheetData)(?=[\\s/>])(${inTag})(/?)>`, 'g');
  for (const { 0: all, 1: closing, 3: name, 4: attributes = '', 5: closed, index } of xml.matchAll(tag)) {
    const end = index + all.length;
    if (name === 'sheetData') {
      if (closing === '/') insert(index, newRows(Number.POSITIVE_INFINITY));
      else if (closed === '/')
        edits.push({
          at: index,
          remove: all.length,
          insert: `<${prefix}sheetData>${newRows(Number.POSITIVE_INFINITY)}</${prefix}sheetData>`,
        });
    } else if (name === 'row') {
      if (closing === '/') {
        insert(index, newCells(Number.POSITIVE_INFINITY));
        continue;
      }
      row = Number(attributesOf(attributes).get('r') ?? row + 1);
      column = 0;
      insert(index, newRows(row));
      left = wanted[0]?.[0] === row ? [...(wanted.shift()?.[1] ?? [])] : [];
      if (closed === '/' && left.length > 0)
        edits.push({ at: end - 2, remove: 2, insert: `>${newCells(Number.POSITIVE_INFINITY)}</${prefix}row>` });
    } else if (closing !== '/' && left.length > 0) {
      const given = attributesOf(attributes);
      column = readAddress(given.get('r') ?? '')?.column ?? column + 1;
      insert(index, newCells(column));
      if (left[0] !== column) continue;
      left.shift();
      const styled = withAttribute(attributes, 's', String(restyle(Number(given.get('s') ?? 0))));
      edits.push({ at: index, remove: all.length, insert: `<${prefix}c${styled}${closed}>` });
    } else if (closing !== '/') column += 1;
  }
  return applyEdits(xml, edits);
}

/** The sheet with other looks in place of some. */
export function changeLooks(xml: string, looks: ReadonlyMap<number, number>): string {
  if (looks.size === 0) return xml;
  return xml.replace(new RegExp(`(<(?:\\w+:)?c(?=\\s)${inTag}\\ss=["'])(\\d+)(?=["'])`, 'g'), (all, before, style) => {
    const other = looks.get(Number(style));
    return other === undefined ? all : `${before}${other}`;
  });
}

function columnStylesOf(xml: string): Map<number, number> {
  const styles = new Map<number, number>();
  const head = xml.slice(0, xml.search(/<(?:\w+:)?sheetData\b/));
  for (const [, attributes = ''] of head.matchAll(new RegExp(`<(?:\\w+:)?col(?=\\s)(${inTag})/?>`, 'g'))) {
    const given = attributesOf(attributes);
    const style = Number(given.get('style') ?? 0);
    for (let column = Number(given.get('min')); column <= Math.min(Number(given.get('max')), 1024); column += 1)
      styles.set(column, style);
  }
  return styles;
}
