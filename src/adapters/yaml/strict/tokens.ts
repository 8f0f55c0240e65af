import { CST, Lexer, Parser } from 'yaml';
import { MAX_DEPTH, MAX_PROBLEMS, MAX_TOKENS } from '../limits.ts';
import type { Problem } from './problem.ts';

const SCALAR_FOLLOWS = '\u001f';

const refused: Readonly<Record<string, string>> = {
  anchor: 'Anchors (&name) are not accepted; write the value where it is needed.',
  alias: 'Aliases (*name) are not accepted; write the value where it is needed.',
  tag: 'Tags (!name) are not accepted.',
  'explicit-key-ind': 'Keys that start with "? " are not accepted; write "key: value".',
  'directive-line': 'Directives (%) are not accepted.',
  'doc-end': 'The end marker (...) is not accepted.',
};

/** Says that collections lie too deep. */
export const tooDeep = `Values lie more than ${MAX_DEPTH} levels deep.`;

/** The syntax tree of a text in bounded time: it stops as soon as the text is too deep or too wrong. */
export function tokensOf(text: string): { tokens: CST.Token[]; problems: Problem[] } {
  const tokens: CST.Token[] = [];
  const problems: Problem[] = [];
  const parser = new Parser();
  const guard = new LexemeGuard(problems);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    guard.inspect(lexeme, parser.offset);
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') problems.push({ offset: token.offset, message: 'This does not belong here.' });
      tokens.push(token);
    }
    // A document and a scalar lie on the stack next to the collections.
    if (parser.stack.length > MAX_DEPTH + 2) problems.push({ offset: parser.offset, message: tooDeep });
    count += 1;
    if (count > MAX_TOKENS) problems.push({ offset: parser.offset, message: 'The file holds too many values.' });
    const isHopeless = parser.stack.length > MAX_DEPTH + 2 || count > MAX_TOKENS;
    if (isHopeless || problems.length >= MAX_PROBLEMS) return { tokens, problems };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, problems };
}

/** Collects what rgz refuses although YAML has it. */
class LexemeGuard {
  private readonly problems: Problem[];
  private scalarFollows = false;
  private atLineStart = true;
  private tab: number | undefined;
  private started = false;

  constructor(problems: Problem[]) {
    this.problems = problems;
  }

  inspect(lexeme: string, offset: number): void {
    if (this.scalarFollows) {
      this.scalarFollows = false;
      this.atLineStart = lexeme.endsWith('\n');
      return;
    }
    const type = CST.tokenType(lexeme);
    if (type === 'space') {
      if (this.atLineStart && lexeme.includes('\t')) this.tab ??= offset + lexeme.indexOf('\t');
      return;
    }
    if (type === 'newline' || type === 'comment' || type === 'doc-mode' || type === 'byte-order-mark') {
      this.tab = undefined;
      if (type === 'newline') this.atLineStart = true;
      return;
    }
    this.refuse(type ?? '', offset);
    this.atLineStart = false;
    this.scalarFollows = lexeme === SCALAR_FOLLOWS;
  }

  private refuse(type: string, offset: number): void {
    if (this.tab !== undefined)
      this.problems.push({ offset: this.tab, message: 'A tab cannot indent a line; use spaces.' });
    this.tab = undefined;
    const message = refused[type];
    if (message !== undefined) this.problems.push({ offset, message });
    if (type === 'doc-start' && this.started)
      this.problems.push({ offset, message: 'The file holds more than one document.' });
    if (type !== 'directive-line') this.started = true;
  }
}
