import type { Package } from '../package/open-package.ts';
import { readPart } from '../package/read-part.ts';
import { refusal } from '../refusal.ts';

const saveAs = 'open it in a spreadsheet program, and save it as .xlsx (Excel workbook)';
const types = '[Content_Types].xml';

/** Throws for zips that are something else than an .xlsx, and says what they are. */
export async function refuseOtherPackages(from: Package): Promise<void> {
  const has = (pattern: RegExp) => from.names.some((name) => pattern.test(name));
  const macros = 'the workbook holds macros, and programs are not taken';
  if (has(/(?:^|\/)vbaProject\.bin$/i)) throw refusal(macros, 'save it as .xlsx, without macros');
  if (from.has(types)) {
    const listed = await readPart(from, types);
    if (/macroEnabled/i.test(listed)) throw refusal(macros, 'save it as .xlsx, without macros', { part: types });
  } else if (from.has('mimetype') && from.has('content.xml'))
    throw refusal(
      `the file is an OpenDocument file (${await mimetypeOf(from)}), not .xlsx`,
      'save it as .xlsx (Excel workbook)',
    );
  else
    throw refusal(
      `the file is a zip without ${types}, so it is no workbook`,
      'give the .xlsx file itself, not a zip that it is in',
    );
  if (has(/^xl\/workbook\.bin$/i)) throw refusal('the file is a binary workbook (.xlsb)', saveAs);
  if (has(/^word\//i)) throw refusal('the file is a Word document', saveAs);
  if (has(/^ppt\//i)) throw refusal('the file is a presentation', saveAs);
}

async function mimetypeOf(from: Package): Promise<string> {
  const said = await readPart(from, 'mimetype', 200).catch(() => '');
  return said.includes('spreadsheet') ? '.ods' : said.trim();
}
