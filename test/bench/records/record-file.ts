import { hash } from 'node:crypto';
import { modeline } from '../../../src/adapters/records/layout.ts';
import { newFileLayout, printItem, printPair } from '../../../src/adapters/yaml/print/print-block.ts';
import { write } from '../../../src/adapters/yaml/print/write.ts';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { RecordData } from '../../../src/domain/record.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { deltaOf } from './delta.ts';
import { objectHead, type PackWriter } from './pack-writer.ts';
import { VersionChain } from './version-chain.ts';

/** The file of one record as it grows event by event, printed as rgz prints it, but only what is new. */
export class RecordFile {
  readonly path: string;
  /** Down to the line of the status; no event changes it. */
  private readonly head: Buffer;
  private readonly versions: VersionChain;
  private state: Buffer = Buffer.alloc(0);
  private history: Buffer = Buffer.from('  history:\n');
  private rest: Buffer = Buffer.alloc(0);

  constructor(pack: PackWriter, draft: RecordData) {
    this.path = promotion.place(draft);
    this.versions = new VersionChain(pack, 'blob');
    const spec = write(draft as unknown as Json, modeline(this.path, promotion.kind));
    this.head = Buffer.from(`${spec}\nstatus:\n`);
  }

  /** Makes the version after one more event, of which `record` is the outcome, and gives its id. */
  write({ status }: RecordData): string {
    const { state = '', history = [], ...derived } = status ?? {};
    const before = { state: this.state, history: this.history, rest: this.rest };
    const event = linesOf(printItem((history.at(-1) ?? {}) as JsonObject, 4, newFileLayout));
    this.state = linesOf(printPair('state', state, 2, newFileLayout));
    this.history = Buffer.concat([before.history, event]);
    this.rest = linesOf(
      Object.entries(derived).flatMap(([field, value]) => printPair(field, value as Json, 2, newFileLayout)),
    );
    const data = this.data();
    const back = deltaOf(data.length, [
      { copy: 0, length: this.head.length },
      { bring: before.state },
      { copy: this.head.length + this.state.length, length: before.history.length },
      { bring: before.rest },
    ]);
    const oid = hash('sha1', Buffer.concat([objectHead('blob', data.length), data]), 'hex');
    this.versions.add(oid, data, back);
    return oid;
  }

  /** Nothing happens to it any more. */
  close(): void {
    this.versions.end(this.data());
  }

  private data(): Buffer {
    return Buffer.concat([this.head, this.state, this.history, this.rest]);
  }
}

function linesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
