import type { SharedText, SharedTexts } from '../../ports/shared-texts.ts';

/** What nobody else has to know, and nobody after this process: told anew from where it begins. */
export class MemoryTexts implements SharedTexts {
  readonly #texts = new Map<string, SharedText>();

  async refresh(): Promise<void> {}

  async read(name: string): Promise<SharedText | undefined> {
    return this.#texts.get(name);
  }

  async swap(name: string, expected: string | undefined, text: string): Promise<string | undefined> {
    const known = this.#texts.get(name);
    if (known?.at !== expected) return undefined;
    const at = String(Number(known?.at ?? 0) + 1);
    this.#texts.set(name, { at, text });
    return at;
  }
}
