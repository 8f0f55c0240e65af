const ascii = /^[\0-\x7f]*$/;

/** Text as it counts for an identity: in one letter case, and with accents in one form. */
export function folded(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : text.normalize('NFC').toLowerCase().normalize('NFC');
}

/** A number of 53 bits for a text. It tells texts apart, and proves nothing. */
export function fingerprint(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return finished(high, low);
}

/** One fingerprint for two, in their order. */
export function mixed(before: number, own: number): number {
  const high = Math.imul(Math.imul(before / 0x100000000 + 0x2545f491, 0x9e3779b1) ^ (own / 0x100000000), 0x85ebca77);
  const low = Math.imul(Math.imul((before >>> 0) + 0x27d4eb2f, 0x5f356495) ^ (own >>> 0), 0xc2b2ae3d);
  return finished(high, low);
}

function finished(high: number, low: number): number {
  const top = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  const rest = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(top ^ (top >>> 13), 0xc2b2ae35);
  return 0x100000000 * (0x1fffff & top) + (rest >>> 0);
}
