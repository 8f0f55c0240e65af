import type { Message } from '../../domain/notice.ts';
import type { Late } from '../../notices/cursor.ts';

/** Letters that another controller has the key for: this one tries them once more only, to say that nobody did. */
export class Foreign {
  readonly #known = new Set<string>();

  /** `key`: what names the key of this controller. */
  add({ events, to }: Message, key: string | undefined): void {
    for (const { id } of events) this.#known.add(`${key} ${id} ${to}`);
  }

  /** When this controller has something to do about what is late. Milliseconds. */
  dueAt({ events, to, notBefore, since }: Late, key: string | undefined, giveUpMs: number): number {
    const due = Date.parse(notBefore);
    if (!events.every(({ id }) => this.#known.has(`${key} ${id} ${to}`))) return due;
    return Math.max(due, Date.parse(since) + giveUpMs);
  }
}
