import type { Window, Windows } from './windows.ts';
import type { Zone } from './zone.ts';

const form = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * One window from a moment up to another. A time without an offset is that of the zone; a day alone is its midnight. One
 * that the clocks skip or show twice is read so that the freeze is the longer one.
 */
export function readMoment(text: string, zone: Zone, end: 'from' | 'to'): number | undefined {
  const [, day, time = '00:00', offset] = form.exec(text) ?? [];
  if (day === undefined) return undefined;
  const shown = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 10) !== day) return undefined;
  if (offset !== undefined) return Date.parse(`${day}T${time}${offset}`) || undefined;
  const { earlier, later } = zone.readings(shown);
  return end === 'from' ? earlier : later;
}

export class Span implements Windows {
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
  }

  at(now: number): Window | undefined {
    const { from, to } = this.#window;
    return from <= now && now < to ? this.#window : undefined;
  }

  next(now: number): Window | undefined {
    return now < this.#window.from ? this.#window : undefined;
  }
}
