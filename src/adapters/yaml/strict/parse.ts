import { forbiddenCharacters } from '../forbidden-characters.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import type { Tree } from '../tree.ts';
import { TreeBuilder } from './build-tree.ts';
import { compose } from './compose.ts';
import type { Problem } from './problem.ts';
import { tokensOf } from './tokens.ts';

/** The tree of a text, or why it has none, in the order of the text. */
export type Parsed = { tree: Tree } | { problems: readonly Problem[] };

/** Reads text strictly: its tree, or all that speaks against it. */
export function parse(text: string): Parsed {
  const stray = forbidden(text);
  if (stray.length > 0) return { problems: stray };
  try {
    return parseClean(text);
  } catch {
    // The `yaml` package should not throw; should it, the text is at fault all the same.
    return refusal([{ offset: 0, message: 'The file cannot be read as YAML.' }]);
  }
}

function parseClean(text: string): Parsed {
  const { tokens, problems } = tokensOf(text);
  if (problems.length > 0) return refusal(problems);
  const composed = compose(tokens);
  if (composed.problems.length > 0) return refusal(composed.problems.map((each) => onLineBefore(text, each)));
  const builder = new TreeBuilder(text);
  const tree = builder.build(composed.document?.contents, 0);
  const isEmpty = tree.kind === 'scalar' && tree.start === tree.end;
  if (isEmpty) return refusal([{ offset: 0, message: 'The file is empty.' }]);
  return builder.problems.length > 0 ? refusal(builder.problems) : { tree };
}

function forbidden(text: string): Problem[] {
  const found: Problem[] = [];
  for (const { offset, name } of forbiddenCharacters(text)) {
    if (found.push({ offset, message: `The file holds ${name}.` }) >= MAX_PROBLEMS) break;
  }
  return found;
}

function refusal(problems: readonly Problem[]): Parsed {
  return { problems: [...problems].sort((a, b) => a.offset - b.offset).slice(0, MAX_PROBLEMS) };
}

/** What is not closed is missed where the next thing begins, some lines on, where nobody would look. */
function onLineBefore(text: string, problem: Problem): Problem {
  if (!problem.message.endsWith('is not closed.')) return problem;
  const [gap = ''] = /\s*$/.exec(text.slice(Math.max(0, problem.offset - 1000), problem.offset)) ?? [];
  return gap.includes('\n') ? { ...problem, offset: problem.offset - gap.length } : problem;
}
