const most = 2000;

/** Remembers answers for as long as they hold: a controller asks the same again every few seconds. */
export class Memory<T> {
  readonly #answers = new Map<string, { value: T; from: number; until: number }>();

  /** `until`: the first moment at which the answer may be another; left out where it stays. */
  at(key: string, now: number, make: () => { value: T; until: number | undefined }): T {
    const known = this.#answers.get(key);
    if (known !== undefined && known.from <= now && now < known.until) return known.value;
    if (this.#answers.size >= most) this.#answers.clear();
    const { value, until = Number.POSITIVE_INFINITY } = make();
    this.#answers.set(key, { value, from: now, until });
    return value;
  }
}
