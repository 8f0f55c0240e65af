import type { Place } from '../refusal.ts';
import { Scanner } from './scanner.ts';
import { attributesOf } from './values.ts';

/** Tells each tag of a small part in its order. */
export function eachTag(
  xml: string,
  part: string,
  hear: (name: string, attributes: Map<string, string>) => void,
): void {
  const place: Place = { part };
  const nothing = (): void => undefined;
  const scanner = new Scanner(
    { open: (name, raw) => hear(name, attributesOf(raw, place)), text: nothing, close: nothing },
    () => place,
  );
  scanner.feed(xml);
  scanner.end();
}
