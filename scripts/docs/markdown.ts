/** A table with one line a row. A bar in a cell is kept from ending it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** `a`, `b` and `c`, each as code. */
export function codes(names: readonly string[], last = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`;
}

/** Blocks with an empty line between them; the first line says where the page comes from. */
export function page(...blocks: readonly string[]): string {
  return `${['<!-- Written by `npm run docs`. Do not edit. -->', ...blocks].join('\n\n')}\n`;
}
