/** Reads what Kafka's protocol is made of. `flexible`: the newer form, with compact lengths and tagged fields. */
export class WireReader {
  flexible = false;
  #at = 0;

  constructor(private readonly source: Buffer) {}

  get rest(): number {
    return this.source.length - this.#at;
  }

  take(length: number): Buffer {
    if (length < 0 || length > this.rest) throw new RangeError(`${length} bytes wanted, ${this.rest} left`);
    this.#at += length;
    return this.source.subarray(this.#at - length, this.#at);
  }

  int8 = (): number => this.take(1).readInt8();
  int16 = (): number => this.take(2).readInt16BE();
  int32 = (): number => this.take(4).readInt32BE();
  uint32 = (): number => this.take(4).readUInt32BE();
  int64 = (): bigint => this.take(8).readBigInt64BE();
  bool = (): boolean => this.int8() !== 0;

  unsignedVarint = (): number => Number(this.#unsignedVarlong());

  varint = (): number => Number(this.varlong());

  varlong = (): bigint => {
    const raw = this.#unsignedVarlong();
    return (raw >> 1n) ^ -(raw & 1n);
  };

  /** Bytes under a length of its own, as inside of records; null where there are none. */
  counted = (): Buffer | null => {
    const length = this.varint();
    return length < 0 ? null : this.take(length);
  };

  bytes = (): Buffer | null => {
    const length = this.flexible ? this.unsignedVarint() - 1 : this.int32();
    return length < 0 ? null : this.take(length);
  };

  nullableString = (): string | null => {
    const length = this.flexible ? this.unsignedVarint() - 1 : this.int16();
    return length < 0 ? null : this.take(length).toString();
  };

  string = (): string => this.nullableString() ?? '';

  nullableArray<T>(read: () => T): T[] | null {
    const length = this.flexible ? this.unsignedVarint() - 1 : this.int32();
    return length < 0 ? null : Array.from({ length }, read);
  }

  array<T>(read: () => T): T[] {
    return this.nullableArray(read) ?? [];
  }

  /** Steps over tagged fields, where there may be any. */
  tags(): void {
    if (!this.flexible) return;
    for (let left = this.unsignedVarint(); left > 0; left--) {
      this.unsignedVarint();
      this.take(this.unsignedVarint());
    }
  }

  #unsignedVarlong(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1).readUInt8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number without an end');
  }
}
