/** The text without any group of a code, and without what stands right beside one: it may be a part that was cut. */
export function withoutCode(text: string, code: string): string {
  const groups = code.split('-').filter((group) => group !== '');
  return groups.length === 0 ? text : text.replace(new RegExp(`[\\w-]*(?:${groups.join('|')})[\\w-]*`, 'gi'), '[code]');
}
