import { hash } from 'node:crypto';
import { modeline } from '../../../src/adapters/records/layout.ts';
import { newFileLayout, printItem, printPair } from '../../../src/adapters/yaml/print/print-block.ts';
import { write } from '../../../src/adapters/yaml/print/write.ts';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { RecordData } from '../../../src/domain/record.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { deltaOf } from './delta.ts';
import { objectHead, type PackWriter, type Written } from './pack-writer.ts';

interface Version {
  written: Written;
  state: number;
  history: number;
  length: number;
}

const toHistory = '  history:\n';

/** The file of one record as it grows event by event, printed as rgz prints it, but only what is new. */
export class RecordFile {
  readonly path: string;
  /** Down to the line of the status; no event changes it. */
  private readonly head: Buffer;
  private history: Buffer = Buffer.from(toHistory);
  private last: Version | undefined;

  constructor(draft: RecordData) {
    this.path = promotion.place(draft);
    const spec = write(draft as unknown as Json, modeline(this.path, promotion.kind));
    this.head = Buffer.from(`${spec}\nstatus:\n`);
  }

  /** Writes the version after one more event, of which `record` is the outcome. */
  write(pack: PackWriter, { status }: RecordData): string {
    const { state = '', history = [], ...derived } = status ?? {};
    const stateLine = linesOf(printPair('state', state, 2, newFileLayout));
    const event = linesOf(printItem((history.at(-1) ?? {}) as JsonObject, 4, newFileLayout));
    const rest = linesOf(
      Object.entries(derived).flatMap(([field, value]) => printPair(field, value as Json, 2, newFileLayout)),
    );
    const before = this.history;
    this.history = Buffer.concat([before, event]);
    const data = Buffer.concat([this.head, stateLine, this.history, rest]);
    const oid = hash('sha1', Buffer.concat([objectHead('blob', data.length), data]), 'hex');
    const { last } = this;
    const written =
      last === undefined
        ? pack.add('blob', data, oid)
        : pack.addDelta(
            last.written,
            deltaOf(last.length, data.length, [
              { copy: 0, length: this.head.length },
              { bring: stateLine },
              { copy: this.head.length + last.state, length: before.length },
              { bring: Buffer.concat([event, rest]) },
            ]),
            oid,
          );
    this.last = { written, state: stateLine.length, history: this.history.length, length: data.length };
    return oid;
  }
}

function linesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
