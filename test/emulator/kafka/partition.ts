import type { ErrorName } from './errors.ts';
import type { RecordBatch } from './record-batch.ts';

interface Producer {
  epoch: number;
  /** The five newest batches: a repetition of one of them is answered as the first was. */
  batches: { first: number; last: number; offset: bigint }[];
}

interface Stored {
  offset: bigint;
  next: bigint;
  bytes: Buffer;
}

/** One partition: batches in their order, and what is known of who produced them. */
export class Partition {
  readonly #batches: Stored[] = [];
  readonly #producers = new Map<bigint, Producer>();
  #waiting: (() => void)[] = [];

  constructor(public leader: number) {}

  get end(): bigint {
    return this.#batches.at(-1)?.next ?? 0n;
  }

  /** Takes a batch at most once. `appended` is false for a repetition. */
  append(batch: RecordBatch): { offset: bigint; appended: boolean } | ErrorName {
    const count = batch.records.length;
    const told = batch.producerId < 0n ? undefined : this.#judge(batch, count);
    if (typeof told === 'string') return told;
    if (typeof told === 'bigint') return { offset: told, appended: false };
    const offset = this.end;
    const bytes = Buffer.from(batch.bytes);
    bytes.writeBigInt64BE(offset);
    this.#batches.push({ offset, next: offset + BigInt(count), bytes });
    if (batch.producerId >= 0n) this.#remember(batch, count, offset);
    for (const wake of this.#waiting.splice(0)) wake();
    return { offset, appended: true };
  }

  /** Whole batches from the one on that holds the offset: at least one, if there is any. */
  read(offset: bigint, limit: number): Buffer {
    const found: Buffer[] = [];
    let size = 0;
    for (const { next, bytes } of this.#batches) {
      if (next <= offset) continue;
      size += bytes.length;
      if (found.length > 0 && size > limit) break;
      found.push(bytes);
    }
    return Buffer.concat(found);
  }

  onAppend(wake: () => void): void {
    this.#waiting.push(wake);
  }

  #judge({ producerId, producerEpoch, firstSequence }: RecordBatch, count: number): bigint | ErrorName | undefined {
    const known = this.#producers.get(producerId);
    // A producer of which nothing is kept may go on with any number.
    if (known === undefined) return undefined;
    if (producerEpoch < known.epoch) return 'INVALID_PRODUCER_EPOCH';
    if (producerEpoch > known.epoch) return firstSequence === 0 ? undefined : 'OUT_OF_ORDER_SEQUENCE_NUMBER';
    const twin = known.batches.find(({ first, last }) => first === firstSequence && last === firstSequence + count - 1);
    if (twin !== undefined) return twin.offset;
    return firstSequence === (known.batches.at(-1)?.last ?? -1) + 1 ? undefined : 'OUT_OF_ORDER_SEQUENCE_NUMBER';
  }

  #remember({ producerId, producerEpoch, firstSequence }: RecordBatch, count: number, offset: bigint): void {
    const known = this.#producers.get(producerId);
    const before = known?.epoch === producerEpoch ? known.batches.slice(-4) : [];
    const batch = { first: firstSequence, last: firstSequence + count - 1, offset };
    this.#producers.set(producerId, { epoch: producerEpoch, batches: [...before, batch] });
  }
}
