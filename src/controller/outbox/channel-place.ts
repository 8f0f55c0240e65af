import { type Cursor, isHeldBy, isTaken, newCursor, released } from '../../notices/cursor.ts';
import { type Seen, seeCursor, writeCursor } from '../../operations/notify-cursor.ts';
import type { Oid } from '../../ports/git.ts';
import type { SharedTexts } from '../../ports/shared-texts.ts';
import { channelStart } from './channel-start.ts';
import type { OutboxDeps } from './outbox-deps.ts';

/** How long a channel belongs to the controller that sends over it, from its last note on. */
const holdMs = 180_000;
/** How old the known place may be while nothing is to be done. */
const freshMs = 60_000;

/** Where one channel stands, as everybody sees it: read, claimed and moved by compare-and-swap. */
export class ChannelPlace {
  readonly #deps: Pick<OutboxDeps, 'git' | 'store' | 'clock'>;
  readonly #shared: SharedTexts;
  readonly #name: string;
  readonly #self: { controller: string; instance: string };
  #seen: Seen | undefined;
  /** What was to be noted when the remote was away. */
  #unsaved: Seen | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(
    deps: Pick<OutboxDeps, 'git' | 'store' | 'clock'>,
    shared: SharedTexts,
    name: string,
    self: { controller: string; instance: string },
  ) {
    this.#deps = deps;
    this.#shared = shared;
    this.#name = name;
    this.#self = self;
  }

  /** The place as last seen. It is looked at anew now and then, and at its first use it begins. */
  async see(tip: Oid): Promise<Cursor> {
    const { clock } = this.#deps;
    if (clock.milliseconds() - this.#lookedAt > freshMs) await this.look();
    else await this.#read();
    if (this.#seen === undefined) {
      const cursor = newCursor(await channelStart(this.#deps, tip, this.#name), clock.milliseconds());
      const at = await writeCursor(this.#shared, this.#name, { at: undefined, cursor });
      if (at === undefined) await this.look();
      else this.#seen = { at, cursor };
    }
    if (this.#seen === undefined) throw new RangeError(`the place of ${this.#name} came and went`);
    return this.#seen.cursor;
  }

  /** Looks at the remote. */
  async look(): Promise<void> {
    await this.#shared.refresh();
    this.#lookedAt = this.#deps.clock.milliseconds();
    await this.#read();
  }

  /** What could not be noted counts as long as the place is still what it was to be noted over. */
  async #read(): Promise<void> {
    this.#seen = await seeCursor(this.#deps, this.#name, this.#shared);
    if (this.#seen !== undefined && this.#seen.at === this.#unsaved?.at) this.#seen = this.#unsaved;
    else this.#unsaved = undefined;
  }

  get controller(): string {
    return this.#self.controller;
  }

  /** Something has to be noted that could not be. */
  get owesNote(): boolean {
    return this.#unsaved !== undefined;
  }

  isTaken(cursor: Cursor): boolean {
    return isTaken(cursor, this.#self, this.#deps.clock.now());
  }

  isMine(cursor: Cursor): boolean {
    return isHeldBy(cursor, this.#self);
  }

  /** False: somebody else moved it first, and it has to be seen anew. */
  async keep(cursor: Cursor): Promise<boolean> {
    const until = new Date(this.#deps.clock.milliseconds() + holdMs).toISOString();
    return this.#write({ ...cursor, holder: { ...this.#self, until } });
  }

  async leave(cursor: Cursor): Promise<boolean> {
    return this.#write(released(cursor));
  }

  async #write(cursor: Cursor): Promise<boolean> {
    this.#unsaved = { at: this.#seen?.at, cursor };
    const at = await writeCursor(this.#shared, this.#name, this.#unsaved);
    this.#unsaved = undefined;
    if (at === undefined) {
      await this.look();
      return false;
    }
    this.#seen = { at, cursor };
    return true;
  }
}
