import { markupText, plainLine } from '../../domain/plain-text.ts';

/** A text on one line, as it may stand between tags or in a quoted attribute. */
export function line(text: string): string {
  return markupText(plainLine(text));
}

/** The same with its line breaks. */
export function lines(text: string): string {
  return markupText(text).trim().replaceAll('\n', '<br/>\n');
}

/** An address that a click may go to, escaped; undefined for one that is no http or https. */
export function webAddress(url: string): string | undefined {
  const plain = plainLine(url);
  return /^https?:\/\/[^\s/]/i.test(plain) ? markupText(plain) : undefined;
}

/** A picture that stands in the page itself. Only kinds that hold no script, and only what base64 is made of. */
export function pictureData(uri: string): string | undefined {
  const head = /^data:image\/(?:png|jpeg|gif|webp);base64,/.exec(uri)?.[0];
  return head !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(uri.slice(head.length)) ? uri : undefined;
}

/** A share as a whole number from 0 to 100, whatever it is. */
export function percent(value: number): number {
  return Number.isFinite(value) ? Math.min(100, Math.max(0, Math.floor(value))) : 0;
}
