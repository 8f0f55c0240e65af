/** The first names of a list, and how many more there are. */
export function firstFew(names: readonly string[], word: 'and' | 'or', most = 3): string {
  const more = names.length > most ? ` ${word} ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}
