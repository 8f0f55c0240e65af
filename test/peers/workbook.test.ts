import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workbooks } from '../../src/adapters/workbook/index.ts';
import type { Cell } from '../../src/domain/sheet.ts';
import { rowsOf } from '../adapters/workbook/read-all.ts';
import { startWithUsers } from '../kit/companies.ts';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import { makeSalesWorkbook } from '../kit/make-workbook.ts';
import { makeRepository } from '../kit/repository.ts';
import { frenchTemplate } from '../kit/workbook-template.ts';

/** Debian's own, for another Python that comes first may lack its packages. */
const python = '/usr/bin/python3';

function ask(program: string, ...args: string[]): void {
  if (spawnSync(program, args).status !== 0)
    throw new Error(`${program} ${args.join(' ')} fails: apt-get install libreoffice-calc python3-openpyxl`);
}

/** Runs Python with openpyxl, and gives what it prints as JSON. */
function openpyxl(script: string, ...args: string[]): unknown {
  ask(python, '-c', 'import openpyxl');
  const said = execFileSync(python, ['-c', `import openpyxl, json, sys, datetime\n${script}`, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return said.trim() === '' ? undefined : JSON.parse(said);
}

/** LibreOffice opens the file and saves it again; what it made. */
function libreOffice(file: string, format = 'xlsx:Calc MS Excel 2007 XML'): string {
  ask('soffice', '--version');
  const folder = makeFolder();
  const out = join(folder, 'out');
  mkdirSync(out);
  execFileSync(
    'soffice',
    [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', format, '--outdir', out, file],
    {
      stdio: 'pipe',
      timeout: 100_000,
    },
  );
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return join(out, `${name}.${format.slice(0, format.indexOf(':') === -1 ? undefined : format.indexOf(':'))}`);
}

const template = async (): Promise<string> =>
  writeUnder(makeFolder(), 'template.xlsx', Buffer.from(await workbooks.write(frenchTemplate)));

const fill = `
wb = openpyxl.load_workbook(sys.argv[1])
products, sales = wb['Produits'], wb['Ventes']
for index in range(30):
    for column, value in enumerate(['P%03d' % (index + 1), 'Produit é & %d' % index, 'Hygiène, beauté', 1000.5 + index, 900, 10 + index, 2]):
        products.cell(6 + index, 1 + column).value = value
for index in range(60):
    for column, value in enumerate([datetime.date(2026, 7, 1) + datetime.timedelta(days=index), 'P%03d' % (index % 30 + 1), index + 1, 1000.5]):
        sales.cell(6 + index, 1 + column).value = value
wb.save(sys.argv[2])
`;
const describeRules = `
wb = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({ws.title: {
  'freeze': ws.freeze_panes, 'protected': ws.protection.sheet, 'password': ws.protection.password, 'state': ws.sheet_state,
  'titles': ws.print_title_rows, 'width': ws.column_dimensions['B'].width,
  'rules': [[str(each.sqref).split(':')[0], each.type, each.operator, each.formula1] for each in ws.data_validations.dataValidation],
  'notes': [cell.comment.text for row in ws.iter_rows() for cell in row if cell.comment]} for ws in wb}))
`;

/** Every part in the eyes of a parser that knows of names and prefixes. */
const parse = `
import zipfile, xml.dom.minidom
with zipfile.ZipFile(sys.argv[1]) as file:
    assert file.testzip() is None
    for name in file.namelist():
        if name.endswith(('.xml', '.rels', '.vml')):
            xml.dom.minidom.parseString(file.read(name))
`;

const texts = (...values: string[]): Cell[] => values.map((text) => ({ kind: 'text', text }));
const filled = {
  product: [
    ...texts('P030', 'Produit é & 29', 'Hygiène, beauté'),
    ...[1029.5, 900, 39, 2].map((value) => ({ kind: 'number', value })),
  ],
  sale: [
    { kind: 'date', date: '2026-08-29' },
    ...texts('P030'),
    { kind: 'number', value: 60 },
    { kind: 'number', value: 1000.5 },
  ],
};

/** The last product and the last sale of 30 and 60, and how many rows have something to read in them. */
async function expectFilled(file: string, total: unknown): Promise<void> {
  const bytes = readFileSync(file);
  const products = (await rowsOf(bytes, 'Produits')).filter(({ row }) => row > 5);
  expect(products).toHaveLength(30);
  expect(products.at(-1)).toEqual({ row: 35, hidden: false, cells: filled.product });
  const sales = (await rowsOf(bytes, 'Ventes')).filter(
    ({ row, cells }) => row > 5 && cells.slice(0, 4).some(({ kind }) => kind !== 'empty'),
  );
  expect(sales).toHaveLength(60);
  expect(sales.at(-1)?.cells.slice(0, 4)).toEqual(filled.sale);
  expect(sales.at(-1)?.cells[4]).toMatchObject({ formula: true, ...(total as object) });
}

test('openpyxl sees the rules, the locks, the titles and the notes of a template', async () => {
  const file = await template();
  openpyxl(parse, file);
  const seen = openpyxl(describeRules, file) as Record<string, unknown>;
  expect(seen).toMatchObject({
    Instructions: { protected: true, password: null, state: 'visible' },
    Produits: {
      freeze: 'A6',
      protected: true,
      password: null,
      titles: '$5:$5',
      width: 32,
      rules: [
        ['A6', 'custom', null, 'COUNTIF($A$6:$A$20005,A6)=1'],
        ['C6', 'list', null, 'Listes!$A$1:$A$4'],
        ['D6', 'decimal', 'greaterThan', '0'],
        ['E6', 'decimal', 'greaterThanOrEqual', '0'],
        ['F6', 'whole', 'greaterThanOrEqual', '0'],
        ['G6', 'whole', 'greaterThanOrEqual', '0'],
      ],
      notes: frenchTemplate.sheets[0]?.columns.map(({ note }) => note),
    },
    Ventes: {
      freeze: 'A6',
      rules: [
        ['A6', 'date', 'between', '46168'],
        ['B6', 'list', null, "OFFSET('Produits'!$A$6,0,0,MAX(1,COUNTA('Produits'!$A$6:$A$20005)),1)"],
        ['C6', 'whole', 'greaterThan', '0'],
        ['D6', 'decimal', 'greaterThan', '0'],
      ],
    },
    Listes: { state: 'hidden' },
  });
});

test('a template that openpyxl fills in is read back, and LibreOffice works out its formulas', async () => {
  const empty = await template();
  const file = join(makeFolder(), 'filled.xlsx');
  openpyxl(fill, empty, file);
  // openpyxl leaves out what formulas were worked out to.
  await expectFilled(file, { kind: 'fault', text: '=IF(OR(C65="",D65=""),"",C65*D65)' });
  expect(openpyxl(describeRules, file)).toMatchObject({
    Ventes: { freeze: 'A6', rules: expect.objectContaining({ length: 4 }) },
  });

  await expectFilled(libreOffice(file), { kind: 'number', value: 60 * 1000.5 });
});

// A conversion has no window, and LibreOffice 7 then saves no view of any workbook: what is frozen cannot be compared.
test('LibreOffice saves a template again with its rules, its locks and nothing to read in it', async () => {
  const again = libreOffice(await template());
  const seen = openpyxl(describeRules, again) as Record<string, { rules: string[][] }>;
  expect(seen).toMatchObject({
    Produits: { protected: true, titles: '$5:$5' },
    Ventes: { protected: true, titles: '$5:$5' },
    Listes: { state: 'hidden' },
  });
  expect(seen.Produits?.rules.map(([cell, type]) => `${cell} ${type}`).sort()).toEqual([
    'A6 custom',
    'C6 list',
    'D6 decimal',
    'E6 decimal',
    'F6 whole',
    'G6 whole',
  ]);
  expect(seen.Ventes?.rules.map(([cell, type]) => `${cell} ${type}`).sort()).toEqual([
    'A6 date',
    'B6 list',
    'C6 whole',
    'D6 decimal',
  ]);
  const before = await rowsOf(readFileSync(await template()), 'Ventes');
  expect(await rowsOf(readFileSync(again), 'Ventes')).toEqual(before);
});

test('days that count from 1904 are read as openpyxl wrote them', async () => {
  const file = join(makeFolder(), 'mac.xlsx');
  openpyxl(
    `
from openpyxl.utils.datetime import CALENDAR_MAC_1904
wb = openpyxl.Workbook()
wb.epoch = CALENDAR_MAC_1904
ws = wb.active
ws.append([datetime.date(2026, 7, 1), datetime.datetime(2024, 2, 29, 23, 59, 59), datetime.time(12, 30), '2026-07-01', True, None, 1.5])
ws['A2'] = datetime.date(1904, 1, 2)
ws.row_dimensions[2].hidden = True
ws.merge_cells('C3:D4')
wb.save(sys.argv[1])`,
    file,
  );
  const bytes = readFileSync(file);
  expect((await workbooks.open(bytes)).sheets).toEqual([
    { name: 'Sheet', hidden: false, merged: [{ top: 3, left: 3, bottom: 4, right: 4 }] },
  ]);
  const expected = [
    {
      row: 1,
      hidden: false,
      cells: [
        { kind: 'date', date: '2026-07-01' },
        { kind: 'date', date: '2024-02-29' },
        { kind: 'number', value: expect.closeTo(0.520833, 5) },
        { kind: 'text', text: '2026-07-01' },
        { kind: 'boolean', value: true },
        { kind: 'empty' },
        { kind: 'number', value: 1.5 },
      ],
    },
    { row: 2, hidden: true, cells: [{ kind: 'date', date: '1904-01-02' }] },
  ];
  expect(await rowsOf(bytes)).toEqual(expected);
  // LibreOffice saves what is true as the formula TRUE().
  const again = await rowsOf(readFileSync(libreOffice(file)));
  expect(again[0]?.cells[4]).toEqual({ formula: true, kind: 'boolean', value: true });
  expect(again.map((row) => ({ ...row, cells: row.cells.map(({ formula: _, ...cell }) => cell) }))).toEqual(expected);
});

test('a marked copy is what openpyxl and LibreOffice see: red cells, notes and a list', async () => {
  const file = join(makeFolder(), 'filled.xlsx');
  openpyxl(fill, await template(), file);
  const marks = [
    { sheet: 'Ventes', row: 7, column: 1, value: '2026-07-02', message: '=trop tôt' },
    { sheet: 'Ventes', row: 5, column: 2, value: 'Code Produit', message: 'ce titre' },
    { sheet: 'Produits', row: 900, column: 3, value: '', message: 'hors du tableau' },
  ];
  const marked = writeUnder(
    makeFolder(),
    'marked.xlsx',
    Buffer.from(await workbooks.mark(readFileSync(file), marks, 'fr')),
  );
  openpyxl(parse, marked);
  const look = `
wb = openpyxl.load_workbook(sys.argv[1])
cells = {name: wb[sheet][name] for sheet, name in [('Ventes', 'A7'), ('Ventes', 'A8'), ('Ventes', 'B5'), ('Produits', 'C900')]}
print(json.dumps({'sheets': wb.sheetnames, 'active': wb.active.title,
  'cells': {name: [cell.fill.fgColor.rgb, cell.comment.text if cell.comment else None, cell.protection.locked] for name, cell in cells.items()},
  'list': [[cell.value for cell in row] for row in wb['Erreurs'].iter_rows()],
  'kinds': sorted({cell.data_type for row in wb['Erreurs'].iter_rows() for cell in row}),
  'links': [cell.hyperlink.location for row in wb['Erreurs'].iter_rows() for cell in row if cell.hyperlink]}))`;
  const seen = {
    sheets: ['Instructions', 'Produits', 'Ventes', 'Listes', 'Erreurs'],
    active: 'Erreurs',
    cells: {
      A7: ['FFFFBFB8', '=trop tôt', false],
      A8: ['00000000', null, false],
      B5: ['FFFFBFB8', 'ce titre\n\nUn code de la feuille Produits.', true],
      C900: ['FFFFBFB8', 'hors du tableau', false],
    },
    list: [
      ['Feuille', 'Cellule', 'Valeur', 'Ce qui ne va pas'],
      ['Ventes', 'A7', '2026-07-02', '=trop tôt'],
      ['Ventes', 'B5', 'Code Produit', 'ce titre'],
      ['Produits', 'C900', null, 'hors du tableau'],
    ],
    links: ["'Ventes'!A7", "'Ventes'!B5", "'Produits'!C900"],
  };
  expect(openpyxl(look, marked)).toMatchObject(seen);
  await expectFilled(marked, { kind: 'fault' });

  const again = libreOffice(marked);
  expect(openpyxl(look, again)).toMatchObject({
    sheets: seen.sheets,
    cells: seen.cells,
    list: seen.list,
    kinds: expect.not.arrayContaining(['f']),
  });
  await expectFilled(again, { kind: 'number', value: 60 * 1000.5 });

  const mended = writeUnder(
    makeFolder(),
    'mended.xlsx',
    Buffer.from(await workbooks.mark(readFileSync(again), [], 'fr')),
  );
  openpyxl(parse, mended);
  const { cells } = openpyxl(look, mended) as { cells: Record<string, unknown[]> };
  expect(Object.entries(cells).map(([name, [colour, , locked]]) => [name, colour, locked])).toEqual([
    ['A7', '00000000', false],
    ['A8', '00000000', false],
    ['B5', 'FF1B4D7A', true],
    ['C900', '00000000', false],
  ]);
});

test('what neither of them wrote is read alike: sales as the tests make them', async () => {
  const sales = writeUnder(makeFolder(), 'sales.xlsx', Buffer.from(makeSalesWorkbook({ products: 40, sales: 300 })));
  const [own, theirs] = [
    await rowsOf(readFileSync(sales), 'Ventes'),
    await rowsOf(readFileSync(libreOffice(sales)), 'Ventes'),
  ];
  expect(own).toHaveLength(301);
  expect(theirs).toEqual(own);
});

test('LibreOffice’s own formats are refused by name', async () => {
  const file = await template();
  await expect(workbooks.open(readFileSync(libreOffice(file, 'ods')))).rejects.toThrow(/OpenDocument file \(\.ods\)/);
  await expect(workbooks.open(readFileSync(libreOffice(file, 'xls:MS Excel 97')))).rejects.toThrow(/old \.xls/);
  const printed = readFileSync(libreOffice(file, 'pdf'));
  await expect(workbooks.open(printed)).rejects.toThrow(/is a PDF/);
  const pages = printed.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
  expect([pages.length > 2, pages.length <= 10]).toEqual([true, true]);
});

const fillByTitle = `
wb = openpyxl.load_workbook(sys.argv[1])
def below(ws, title):
    return next(row[0].row for row in ws.iter_rows(max_row=50) if str(row[0].value).startswith(title)) + 1
ws, today = wb['Produits'], datetime.date.today()
for index in range(30):
    for column, value in enumerate(['P%03d' % index, 'Produit %d' % index, 'Boissons', 1000 + index, 900, index, 2]):
        ws.cell(below(ws, 'Code') + index, 1 + column).value = value
ws = wb['Ventes']
for index in range(60):
    for column, value in enumerate([today - datetime.timedelta(days=3 * index), 'P%03d' % (index % 30), index + 1, 1000 + index % 30]):
        ws.cell(below(ws, 'Date') + index, 1 + column).value = value
wb.save(sys.argv[2])
`;

test('a workbook of rgz is imported as openpyxl filled it in, and says the same once LibreOffice has worked it out', async () => {
  const repository = await makeRepository();
  const id = await startWithUsers(repository);
  const [made, filled] = ['made.xlsx', 'filled.xlsx'].map((name) => join(repository.root, name)) as [string, string];
  (await repository.rgz('ada', 'onboarding', 'workbook', id, '-o', made)).orThrow();
  openpyxl(fillByTitle, made, filled);
  const read = async (path: string) =>
    (await repository.rgz('ada', 'onboarding', 'import', id, path, '--json')).orThrow().json as Record<string, unknown>;
  const first = await read(filled);
  expect(first).toMatchObject({ state: 'imported', products: 30, sales: 60 });
  expect(await read(libreOffice(filled))).toMatchObject({ state: 'imported', plan: first.plan });
});
