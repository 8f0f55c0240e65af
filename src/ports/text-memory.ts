/** A text that is kept between runs. It may be forgotten at any time, and is never more than a shortcut. */
export interface TextMemory {
  recall(): string | undefined;
  remember(text: string): void;
}
