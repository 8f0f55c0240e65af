import type { ScalarNode } from '../tree.ts';

/** Whether the source of a scalar ends with its closing quote: the `yaml` package lets an escaped one at the end of a file pass. */
export function isClosed(style: ScalarNode['style'], source: string): boolean {
  if (style === 'single') return runBefore(source, source.length, "'") % 2 === 1;
  if (style === 'double') return source.length > 1 && runBefore(source, source.length - 1, '\\') % 2 === 0;
  return true;
}

/** How often a character stands right before an offset; the opening quote does not count. */
function runBefore(source: string, offset: number, character: string): number {
  let at = offset;
  while (at > 1 && source[at - 1] === character) at -= 1;
  return offset - at;
}
