import type { CellStyle } from 'hucre/xlsx';
import type { TemplateColumn } from '../../../ports/workbook.ts';

const ink = '1F2933';
const pale = '6B7785';
const line = { style: 'thin', color: { rgb: 'D5DCE4' } } as const;
const box = { top: line, right: line, bottom: line, left: line };
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;

export const colours = { required: '1B4D7A', optional: '5B7C99' } as const;

const formats: Readonly<Record<TemplateColumn['format'], string>> = {
  text: '@',
  amount: '#,##0.00',
  count: '#,##0',
  date: 'yyyy-mm-dd',
};

export const looks = {
  title: {
    font: { bold: true, size: 18, color: { rgb: colours.required } },
    alignment: { vertical: 'center' },
    numFmt: '@',
  },
  company: { font: { bold: true, size: 13, color: { rgb: ink } }, alignment: { vertical: 'center' }, numFmt: '@' },
  line: { font: { color: { rgb: ink } }, alignment: { wrapText: true, vertical: 'top' }, numFmt: '@' },
  sheetTitle: { font: { bold: true, size: 14, color: { rgb: colours.required } }, numFmt: '@' },
  sheetLine: { font: { color: { rgb: ink } }, numFmt: '@' },
  hint: { font: { italic: true, color: { rgb: pale } }, numFmt: '@' },
  blank: { font: { color: { rgb: ink } } },
  listHead: { font: { bold: true, color: { rgb: ink } }, fill: fill('E8EEF4'), border: box },
  listCell: { font: { color: { rgb: ink } }, alignment: { wrapText: true, vertical: 'top' }, border: box, numFmt: '@' },
} as const satisfies Record<string, CellStyle>;

export function headLook({ required }: TemplateColumn): CellStyle {
  return {
    font: { bold: true, color: { rgb: 'FFFFFF' } },
    fill: fill(required ? colours.required : colours.optional),
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    border: box,
    numFmt: '@',
  };
}

/** A cell to fill in, or one that is worked out and stays as it is. */
export function cellLook({ format, formula }: TemplateColumn): CellStyle {
  const base: CellStyle = { numFmt: formats[format], border: box, ...alignmentOf(format) };
  return formula === undefined ? { ...base, protection: { locked: false } } : { ...base, fill: fill('F1F4F7') };
}

export function exampleLook({ format }: TemplateColumn): CellStyle {
  return { font: { italic: true, color: { rgb: pale } }, numFmt: formats[format], ...alignmentOf(format) };
}

/** A day stands apart from the text that follows it. */
function alignmentOf(format: TemplateColumn['format']): CellStyle {
  return format === 'date' ? { alignment: { horizontal: 'center' } } : {};
}
