const regexMayFollow =
  /^(?:[(,=:[!&|?{}+\-*%~^;>]|return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield)$/;
const piece = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[A-Za-z_$][\w$]*|\s+|[\s\S]/gy;
const regex = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

/**
 * The same text with comments and the insides of strings, templates and regular expressions made blank.
 * Quotes, line breaks and offsets stay where they are, so a place found here is a place in the file.
 */
export function blankOut(text: string): string {
  const out: string[] = [];
  const braces: number[] = [];
  let at = 0;
  let before = '';

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const keep = (found: string, shown: string): void => {
    out.push(shown);
    at += found.length;
  };
  const template = (): void => {
    const found = take(/(?:\\[\s\S]|(?!\$\{)[^`\\])*(?:`|\$\{|$)/y) ?? '';
    if (found.endsWith('`')) keep(found, `${spaces(found.slice(1))}\``);
    else keep(found, spaces(found));
    if (found.endsWith('${')) braces.push(0);
    else before = '`';
  };

  while (at < text.length) {
    const literal = text[at] === '/' && (before === '' || regexMayFollow.test(before)) ? take(regex) : undefined;
    if (literal !== undefined) {
      keep(literal, spaces(literal));
      before = ')';
      continue;
    }
    const found = take(piece) ?? '';
    const comment = found.startsWith('//') || found.startsWith('/*');
    const quoted = found.length > 1 && /^['"]/.test(found);
    const depth = braces.at(-1);
    if (comment) keep(found, spaces(found));
    else if (quoted) keep(found, `${found[0]}${spaces(found.slice(2))}${found[0]}`);
    else keep(found, found);
    if (comment || found.trim() === '') continue;
    before = found;
    if (found === '`') template();
    else if (found === '{' && depth !== undefined) braces[braces.length - 1] = depth + 1;
    else if (found === '}' && depth !== undefined) {
      if (depth > 0) braces[braces.length - 1] = depth - 1;
      else {
        braces.pop();
        template();
      }
    }
  }
  return out.join('');
}

function spaces(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
