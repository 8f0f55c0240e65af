import { cellName, columnName } from '../../../domain/cells.ts';
import type { Cell, Row } from '../../../domain/sheet.ts';
import { readAddress } from '../cell-address.ts';
import { lastColumn, lastRow, workbookLimits } from '../limits.ts';
import { damaged, type Place, refusal } from '../refusal.ts';
import type { Listener } from '../xml/scanner.ts';
import { attributesOf, decode } from '../xml/values.ts';
import { cellOf, type RawCell, type Tables } from './cell-of.ts';
import { tooLong } from './shared-texts.ts';

const empty: Cell = { kind: 'empty' };
/** A cell as nearly every program writes it. */
const usual = /^ r="([A-Z]{1,3}[1-9]\d{0,6})"(?: s="(\d{1,6})")?(?: t="([a-zA-Z]+)")?$/;

/** Makes rows of the markup of a sheet. Rows and cells have to come in their order, each once. */
export class RowReader implements Listener {
  /** Those that are complete; who reads takes them away. */
  rows: Row[] = [];
  #row = 0;
  #hidden = false;
  #cells: Cell[] = [];
  #column = 0;
  #count = 0;
  #cell: RawCell | undefined;
  #inData = false;
  #pronounced = 0;
  #taking: 'value' | 'inline' | 'formula' | undefined;

  constructor(
    private readonly sheet: string,
    private readonly tables: Tables,
  ) {}

  readonly place = (): Place => {
    if (this.#cell !== undefined) return { sheet: this.sheet, cell: cellName(this.#row, this.#column) };
    return this.#inData && this.#row > 0 ? { sheet: this.sheet, cell: `row ${this.#row}` } : { sheet: this.sheet };
  };

  open(name: string, attributes: string): void {
    if (name === 'sheetData') this.#inData = true;
    if (!this.#inData) return;
    if (name === 'c') this.#startCell(attributes);
    else if (name === 'row') this.#startRow(attributesOf(attributes, this.place()));
    else if (this.#cell !== undefined) this.#startPiece(this.#cell, name);
  }

  text(raw: string): void {
    const cell = this.#cell;
    if (this.#taking === undefined || cell === undefined) return;
    const text = decode(raw, this.place());
    if (this.#taking === 'value') cell.value = (cell.value ?? '') + text;
    else if (this.#taking === 'inline') cell.inline += text;
    else cell.formula = (cell.formula ?? '') + text;
    if ((cell.value?.length ?? 0) > workbookLimits.cell || cell.inline.length > workbookLimits.cell)
      throw tooLong(this.place());
  }

  close(name: string): void {
    if (!this.#inData) return;
    if (name === 'v' || name === 't' || name === 'f') this.#taking = undefined;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
    else if (name === 'rPh') this.#pronounced -= 1;
    else if (name === 'sheetData') this.#inData = false;
  }

  #startRow(attributes: Map<string, string>): void {
    const given = attributes.get('r');
    const row = given === undefined ? this.#row + 1 : /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
    if (!(row >= 1 && row <= lastRow))
      throw damaged(`row number ${given ?? row} is not one that a sheet has`, this.place());
    if (row <= this.#row) throw damaged(`row ${row} comes after row ${this.#row}`, this.place());
    this.#row = row;
    this.#hidden = /^(?:1|true)$/.test(attributes.get('hidden') ?? '');
    this.#cells = [];
    this.#column = 0;
  }

  #startCell(raw: string): void {
    this.#count += 1;
    if (this.#count > workbookLimits.cells)
      throw refusal(
        `more than ${workbookLimits.cells} cells, blank ones too`,
        'take formats off the rows and columns that hold nothing, or split the rows over several files',
        { sheet: this.sheet },
      );
    const fast = usual.exec(raw);
    const attributes = fast === null ? attributesOf(raw, this.place()) : undefined;
    const given = fast === null ? attributes?.get('r') : fast[1];
    const address = given === undefined ? { row: this.#row, column: this.#column + 1 } : readAddress(given);
    if (
      address === undefined ||
      address.row !== this.#row ||
      address.column <= this.#column ||
      address.column > lastColumn
    )
      throw damaged(
        `a cell named ${given ?? '(nothing)'} after column ${columnName(this.#column) || '0'} of row ${this.#row}`,
        this.place(),
      );
    this.#column = address.column;
    this.#cell = {
      style: Number((fast === null ? attributes?.get('s') : fast[2]) ?? 0),
      type: (fast === null ? attributes?.get('t') : fast[3]) ?? 'n',
      value: undefined,
      inline: '',
      formula: undefined,
    };
  }

  #startPiece(cell: RawCell, name: string): void {
    if (name === 'v') this.#taking = 'value';
    else if (name === 't') this.#taking = this.#pronounced === 0 ? 'inline' : undefined;
    else if (name === 'rPh') this.#pronounced += 1;
    else if (name === 'f') {
      this.#taking = 'formula';
      cell.formula ??= '';
    }
  }

  #endCell(): void {
    if (this.#cell === undefined) return;
    const cell = cellOf(this.#cell, this.tables, this.place);
    if (cell.kind !== 'empty') {
      if (this.#column > workbookLimits.columns)
        throw refusal(
          `a value beyond column ${columnName(workbookLimits.columns)}`,
          'delete what lies to the right of the table',
          this.place(),
        );
      while (this.#cells.length < this.#column - 1) this.#cells.push(empty);
      this.#cells.push(cell);
    }
    this.#cell = undefined;
  }

  #endRow(): void {
    if (this.#cells.length > 0) this.rows.push({ row: this.#row, hidden: this.#hidden, cells: this.#cells });
  }
}
