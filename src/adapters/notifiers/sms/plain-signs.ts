/** Signs of typesetters, as a telephone writes them. */
const typewritten: readonly [RegExp, string][] = [
  [/[‘’‚‛′`´]/g, "'"],
  [/«[\s\u00a0\u202f]?|[\s\u00a0\u202f]?»|[“”„‟″]/g, '"'],
  [/[‐‑‒–—―−•·]/g, '-'],
  [/…/g, '...'],
  [/[→⇒]/g, '->'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/œ/g, 'oe'],
  [/Œ/g, 'OE'],
  [/×/g, 'x'],
];

export function withTypewrittenSigns(text: string): string {
  return typewritten.reduce((rest, [signs, plain]) => rest.replace(signs, plain), text.normalize('NFC'));
}

/** Latin letters without the accents that the alphabet of telephones lacks: `ê` becomes `e`, `é` stays. */
export function withFewerAccents(text: string, isKnown: (sign: string) => boolean): string {
  const bare = (sign: string) => sign.normalize('NFD').replace(/^(\p{Script=Latin})\p{M}+$/u, '$1');
  return [...text].map((sign) => (isKnown(sign) ? sign : bare(sign))).join('');
}
