import type { ImportProgress } from '../operations/read-workbook.ts';
import type { Context } from './context.ts';

/** One line that tells how far the reading of a workbook is, on a terminal that shows it. */
export class ImportLine {
  readonly #context: Context;
  readonly #shown: boolean;
  #drawn = false;

  constructor(context: Context) {
    this.#context = context;
    this.#shown = context.host.stderr.isTTY === true && !context.json && !context.quiet;
  }

  show({ table, rows, errors }: ImportProgress): void {
    if (!this.#shown) return;
    const faulty = errors === 0 ? '' : `, ${errors} ${errors === 1 ? 'error' : 'errors'}`;
    this.#context.host.stderr.write(`\r\u001b[K${table}: ${rows} rows${faulty}`);
    this.#drawn = true;
  }

  clear(): void {
    if (this.#drawn) this.#context.host.stderr.write('\r\u001b[K');
  }
}
