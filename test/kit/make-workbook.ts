import { packPart, writePackage } from '../../src/adapters/workbook/package/write-package.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface RawSheet {
  name: string;
  /** Between the tags of sheetData. */
  rows: string;
  /** After it. */
  after?: string;
  state?: string;
}

export interface RawWorkbook {
  sheets: readonly RawSheet[];
  /** Between the tags of sst. */
  texts?: string;
  /** Between the tags of styleSheet. */
  styles?: string;
  from1904?: boolean;
  /** Parts that are added, or put in place of those that are made. */
  parts?: Readonly<Record<string, string | Buffer>>;
}

/** Style 1 is a day, style 2 a time, style 3 an amount. */
export const usualStyles =
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/>' +
  '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs>';

/** The parts of a workbook, in the order of the zip. */
export function partsOf(workbook: RawWorkbook): Map<string, string | Buffer> {
  const { sheets, texts, styles = usualStyles, from1904 = false } = workbook;
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
  );
  const related = [
    ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
    ['styles', 'styles.xml'],
    ...(texts === undefined ? [] : [['sharedStrings', 'sharedStrings.xml']]),
  ].map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`);
  const parts = new Map<string, string | Buffer>([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${texts === undefined ? '' : '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packageRelations}">${related.join('')}</Relationships>`,
    ],
    ['xl/styles.xml', `${head}<styleSheet xmlns="${main}">${styles}</styleSheet>`],
  ]);
  if (texts !== undefined) parts.set('xl/sharedStrings.xml', `${head}<sst xmlns="${main}">${texts}</sst>`);
  for (const [index, { rows, after = '' }] of sheets.entries())
    parts.set(
      `xl/worksheets/sheet${index + 1}.xml`,
      `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
    );
  for (const [name, content] of Object.entries(workbook.parts ?? {})) parts.set(name, content);
  return parts;
}

/** An .xlsx of exactly this markup. */
export function makeWorkbook(workbook: RawWorkbook): Uint8Array {
  return writePackage([...partsOf(workbook)].map(([name, content]) => packPart(name, content)));
}

/** One sheet of exactly these rows. */
export function makeSheet(rows: string, more: Omit<RawWorkbook, 'sheets'> = {}): Uint8Array {
  return makeWorkbook({ ...more, sheets: [{ name: 'Data', rows }] });
}

export interface SalesSize {
  products: number;
  sales: number;
  /** In the order of the columns; those of the French template unless given. */
  titles?: { products: readonly string[]; sales: readonly string[] };
  names?: { products: string; sales: string };
  /** The day of the first sale, YYYY-MM-DD; the others follow, 180 days in all. */
  from?: string;
  /** Rows above the titles. */
  above?: number;
}

const french = {
  products: ['Code', 'Nom', 'Catégorie', 'Prix Vente', 'Prix Achat', 'Stock Initial', 'Seuil Alerte'],
  sales: ['Date', 'Code Produit', 'Quantité', 'Prix Unitaire'],
};

/** A workbook of so many products and sales, all of them valid, as Excel would save it: shared texts, days as numbers. */
export function makeSalesWorkbook(size: SalesSize): Uint8Array {
  const { products, sales, titles = french, names = { products: 'Produits', sales: 'Ventes' }, above = 0 } = size;
  const texts = new Map<string, number>();
  const text = (value: string): number => {
    const known = texts.get(value) ?? texts.size;
    texts.set(value, known);
    return known;
  };
  const titleRow = (cells: readonly string[]) =>
    `<row r="${above + 1}">${cells.map((title, index) => `<c r="${String.fromCharCode(65 + index)}${above + 1}" t="s"><v>${text(title)}</v></c>`).join('')}</row>`;
  const code = (index: number) => `P${String(index + 1).padStart(4, '0')}`;
  const productRows = [titleRow(titles.products)];
  for (let index = 0; index < products; index += 1) {
    const row = above + index + 2;
    productRows.push(
      `<row r="${row}"><c r="A${row}" t="s"><v>${text(code(index))}</v></c><c r="B${row}" t="s"><v>${text(`Product ${index + 1}`)}</v></c><c r="C${row}" t="s"><v>${text(`Category ${(index % 7) + 1}`)}</v></c><c r="D${row}" s="3"><v>${1500 + index}</v></c><c r="E${row}" s="3"><v>${1000 + index}</v></c><c r="F${row}"><v>${index % 300}</v></c><c r="G${row}"><v>10</v></c></row>`,
    );
  }
  const first = Date.parse(`${size.from ?? '2026-05-01'}T00:00:00Z`) / 86_400_000 + 25_569;
  const saleRows = [titleRow(titles.sales)];
  for (let index = 0; index < sales; index += 1) {
    const row = above + index + 2;
    saleRows.push(
      `<row r="${row}"><c r="A${row}" s="1"><v>${first + (index % 180)}</v></c><c r="B${row}" t="s"><v>${text(code(index % products))}</v></c><c r="C${row}"><v>${(index % 9) + 1}</v></c><c r="D${row}" s="3"><v>${1500 + (index % products)}</v></c></row>`,
    );
  }
  return makeWorkbook({
    sheets: [
      { name: names.products, rows: productRows.join('') },
      { name: names.sales, rows: saleRows.join('') },
    ],
    texts: [...texts.keys()].map((value) => `<si><t>${value}</t></si>`).join(''),
  });
}
