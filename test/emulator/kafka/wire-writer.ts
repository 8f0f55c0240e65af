/** Writes what Kafka's protocol is made of, in the older form or the flexible one. */
export class WireWriter {
  readonly #parts: Buffer[] = [];

  constructor(private readonly flexible = false) {}

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  raw(bytes: Buffer): this {
    this.#parts.push(bytes);
    return this;
  }

  int8(value: number): this {
    const bytes = Buffer.alloc(1);
    bytes.writeInt8(value);
    return this.raw(bytes);
  }

  int16(value: number): this {
    const bytes = Buffer.alloc(2);
    bytes.writeInt16BE(value);
    return this.raw(bytes);
  }

  int32(value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return this.raw(bytes);
  }

  int64(value: bigint): this {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(value);
    return this.raw(bytes);
  }

  unsignedVarint(value: number): this {
    const bytes: number[] = [];
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
    return this.raw(Buffer.from([...bytes, rest]));
  }

  string(value: string | null): this {
    const bytes = value === null ? null : Buffer.from(value);
    if (this.flexible) this.unsignedVarint(bytes === null ? 0 : bytes.length + 1);
    else this.int16(bytes?.length ?? -1);
    return bytes === null ? this : this.raw(bytes);
  }

  blob(value: Buffer | null): this {
    if (this.flexible) this.unsignedVarint(value === null ? 0 : value.length + 1);
    else this.int32(value?.length ?? -1);
    return value === null ? this : this.raw(value);
  }

  array<T>(values: readonly T[] | null, write: (value: T) => void): this {
    if (this.flexible) this.unsignedVarint(values === null ? 0 : values.length + 1);
    else this.int32(values?.length ?? -1);
    for (const value of values ?? []) write(value);
    return this;
  }

  /** No tagged fields, where there may be any. */
  tags(): this {
    return this.flexible ? this.unsignedVarint(0) : this;
  }
}
