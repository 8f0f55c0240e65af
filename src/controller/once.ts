/** Something that is made when it is first asked for, and again only where making it failed. */
export class Once<T> {
  #made: Promise<T> | undefined;

  /** What was made; undefined where nobody has asked for it. */
  get known(): Promise<T> | undefined {
    return this.#made;
  }

  get(make: () => Promise<T>): Promise<T> {
    this.#made ??= make().catch((error) => {
      this.#made = undefined;
      throw error;
    });
    return this.#made;
  }
}
