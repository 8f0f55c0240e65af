/** So many ways are tried within a fraction of a second. */
export const mostWays = 1_000_000;

/**
 * In how many ways a regular expression can be gone through along a text of a length, at most: what a failing match may
 * have to try. Infinity for what this does not understand. The expression is one that RegExp takes.
 */
export function waysThrough(pattern: string, length: number): number {
  let at = 0;
  const take = (part: RegExp): RegExpExecArray | undefined => {
    part.lastIndex = at;
    const found = part.exec(pattern) ?? undefined;
    if (found !== undefined) at = part.lastIndex;
    return found;
  };
  const choice = (): number => {
    let ways = sequence();
    while (take(/\|/y)) ways += sequence();
    return ways;
  };
  const sequence = (): number => {
    let ways = 1;
    while (at < pattern.length && !/[|)]/.test(pattern[at] ?? '')) ways *= repeated(atom());
    return ways;
  };
  const atom = (): number => {
    if (take(/\(\?(?!:)|\\[1-9k]/y)) {
      at = pattern.length;
      return Number.POSITIVE_INFINITY;
    }
    if (take(/\((?:\?:)?/y)) {
      const ways = choice();
      take(/\)/y);
      return ways;
    }
    take(/\[(?:\\[\s\S]|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\?[\s\S]/y);
    return 1;
  };
  const repeated = (ways: number): number => {
    const [sign, least, comma, most] = take(/(?:[*+?]|\{(\d+)(,)?(\d*)\})\??/y) ?? [];
    if (sign === undefined) return ways;
    if (least !== undefined) return powers(ways, Number(least), comma ? Number(most || length) : Number(least));
    return powers(ways, sign.startsWith('+') ? 1 : 0, sign.startsWith('?') ? 1 : length);
  };
  return choice();
}

/** Once for each number of times, and each time in every way. */
function powers(ways: number, least: number, most: number): number {
  if (ways === 1) return Math.max(1, most - least + 1);
  let sum = 0;
  for (let times = least; times <= most && Number.isFinite(sum); times += 1) sum += ways ** times;
  return Math.max(1, sum);
}
