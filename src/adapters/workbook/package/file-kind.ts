import { workbookLimits } from '../limits.ts';
import { quoted, refusal } from '../refusal.ts';

const saveAs = 'open it in a spreadsheet program, and save it as .xlsx (Excel workbook)';

/** Throws for what is not even a zip, and says what it is instead. */
export function refuseOtherFiles(bytes: Buffer): void {
  if (bytes.length === 0) throw refusal('the file is empty', 'give the .xlsx file that was filled in');
  if (bytes.length > workbookLimits.bytes)
    throw refusal(
      `the file has ${bytes.length} bytes, and ${workbookLimits.bytes} are taken at most`,
      'leave out pictures and sheets that are not asked for, or split the rows over several files',
    );
  const head = bytes.subarray(0, 8).toString('latin1');
  if (head === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') throw compoundFile(bytes);
  if (head.startsWith('PK')) return;
  if (head.startsWith('%PDF')) throw refusal('the file is a PDF', 'give the .xlsx file that the PDF was made of');
  const text = bytes.subarray(0, 512);
  if (text.includes(0)) throw refusal('the file is no .xlsx workbook', saveAs);
  const start = text.toString('utf8').replace('\ufeff', '').trimStart();
  if (/^<(!doctype|html|table)/i.test(start)) throw refusal('the file is a web page, whatever its name says', saveAs);
  if (start.startsWith('<')) throw refusal('the file is plain XML, whatever its name says', saveAs);
  const [line = ''] = start.split(/\r?\n/);
  throw refusal(`the file is plain text such as CSV, whatever its name says; it begins with ${quoted(line)}`, saveAs);
}

/** The container of Excel before 2007 also holds what was locked with a password since. */
function compoundFile(bytes: Buffer): Error {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return refusal(
      'the workbook is locked with a password',
      'take the password off (File, Info, Protect Workbook), and save it',
    );
  if (bytes.includes(Buffer.from('WordDocument', 'utf16le'))) return refusal('the file is a Word document', saveAs);
  return refusal('the file is an old .xls workbook, whatever its name says', saveAs);
}
