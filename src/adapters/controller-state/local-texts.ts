import type { SharedText, SharedTexts } from '../../ports/shared-texts.ts';

/** Texts of one controller on this machine, which no other one looks at. Where they cannot be kept they last as long as it. */
export class LocalTexts implements SharedTexts {
  readonly #texts = new Map<string, SharedText>();
  readonly #load: (name: string) => string | undefined;
  readonly #keep: (name: string, text: string) => void;

  constructor(load: (name: string) => string | undefined, keep: (name: string, text: string) => void) {
    this.#load = load;
    this.#keep = keep;
  }

  async refresh(): Promise<void> {}

  async read(name: string): Promise<SharedText | undefined> {
    const known = this.#texts.get(name);
    if (known !== undefined) return known;
    const text = this.#load(name);
    if (text === undefined) return undefined;
    const loaded = { at: '0', text };
    this.#texts.set(name, loaded);
    return loaded;
  }

  async swap(name: string, expected: string | undefined, text: string): Promise<string | undefined> {
    const known = await this.read(name);
    if (known?.at !== expected) return undefined;
    const at = String(Number(known?.at ?? 0) + 1);
    this.#texts.set(name, { at, text });
    this.#keep(name, text);
    return at;
  }
}
