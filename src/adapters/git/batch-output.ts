import { hash } from 'node:crypto';
import type { ObjectFormat } from './oid.ts';
import { oidOf } from './raw-object.ts';

/** One answer of `git cat-file --batch`, with the id that its bytes have; undefined means that there is no such object. */
export type BatchObject = { oid: string; type: string; data: Buffer } | undefined;

const newline = 0x0a;
const none = Buffer.alloc(0);

/** Cuts the byte stream of `git cat-file --batch` into objects, whatever bytes are in them and however the pipe splits them. */
export class BatchOutput {
  private head: Buffer = none;
  private parts: Buffer[] = [];
  /** Bytes of the current object that are still to come, its final newline included; negative between objects. */
  private missing = -1;
  private type = '';
  private readonly format: ObjectFormat;
  private readonly deliver: (object: BatchObject) => void;

  constructor(format: ObjectFormat, deliver: (object: BatchObject) => void) {
    this.format = format;
    this.deliver = deliver;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.missing >= 0) {
        const take = Math.min(this.missing, chunk.length - at);
        const part = chunk.subarray(at, at + take);
        at += take;
        this.missing -= take;
        if (this.missing === 0) this.finish(part);
        else this.parts.push(part);
        continue;
      }
      const end = chunk.indexOf(newline, at);
      if (end < 0) {
        this.head = Buffer.concat([this.head, chunk.subarray(at)]);
        return;
      }
      const line = chunk.toString('latin1', at, end);
      const isWhole = this.head.length === 0;
      this.begin(isWhole ? line : this.head.toString('latin1') + line);
      this.head = none;
      const typeAt = at + line.indexOf(' ') + 1;
      at = end + 1;
      if (!isWhole || this.missing < 0 || this.missing > chunk.length - at) continue;
      const data = at;
      at += this.missing;
      this.missing = -1;
      this.give(chunk, typeAt, data, at - 1);
    }
  }

  private begin(line: string): void {
    const first = line.indexOf(' ');
    const second = line.indexOf(' ', first + 1);
    const size = second < 0 ? Number.NaN : Number(line.slice(second + 1));
    if (!Number.isInteger(size)) {
      this.deliver(undefined);
      return;
    }
    this.type = line.slice(first + 1, second);
    this.missing = size + 1;
  }

  /** Of an object that came in one piece: type and size stand before the bytes as they do in what Git hashes, but for one byte. */
  private give(chunk: Buffer, typeAt: number, start: number, end: number): void {
    chunk[start - 1] = 0;
    const oid = hash(this.format, chunk.subarray(typeAt, end), 'hex');
    this.deliver({ oid, type: this.type, data: chunk.subarray(start, end) });
  }

  private finish(last: Buffer): void {
    const whole = this.parts.length === 0 ? last : Buffer.concat([...this.parts, last]);
    this.parts = [];
    this.missing = -1;
    const data = whole.subarray(0, whole.length - 1);
    this.deliver({ oid: oidOf(this.type, data, this.format), type: this.type, data });
  }
}
