import { blankOut } from './blank-out.ts';

/** Paths from the top of the repository, and the text of each file. */
export type Tree = ReadonlyMap<string, string>;

export interface Import {
  specifier: string;
  line: number;
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean;
  /** Loaded when it is asked for, not when the file is. */
  late: boolean;
}

export interface Source {
  path: string;
  /** The file with comments and the insides of strings made blank. */
  code: string;
  imports: readonly Import[];
}

const withClause = /(?<![.\w$])(?:import|export)\b(\s*type\b(?!\s*(?:from\b|,)))?[\w\s{},*$]*?\bfrom\s*(['"])/g;
const bare = /(?<![.\w$])import\s*(['"])/g;
const called = /(typeof\s+)?(?<![.\w$])(?:import|require)\s*\(\s*(['"]?)/g;

export function readSource(path: string, text: string): Source {
  const code = blankOut(text);
  const found = (match: RegExpExecArray, quote: string, kind: Pick<Import, 'typeOnly' | 'late'>): Import => {
    const start = match.index + match[0].length;
    const specifier = quote === '' ? '' : text.slice(start, code.indexOf(quote, start));
    return { specifier, line: lineAt(code, match.index), ...kind };
  };
  const imports = [
    ...[...code.matchAll(withClause)].map((match) =>
      found(match, match[2] ?? '', { typeOnly: match[1] !== undefined, late: false }),
    ),
    ...[...code.matchAll(bare)].map((match) => found(match, match[1] ?? '', { typeOnly: false, late: false })),
    ...[...code.matchAll(called)].map((match) =>
      found(match, match[2] ?? '', { typeOnly: match[1] !== undefined, late: true }),
    ),
  ];
  return { path, code, imports: imports.sort((left, right) => left.line - right.line) };
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
