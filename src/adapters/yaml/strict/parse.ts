import { Composer, type Document } from 'yaml';
import { forbiddenCharacters } from '../forbidden-characters.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import { TreeBuilder } from './build-tree.ts';
import type { Problem } from './problem.ts';
import { sentenceOf } from './sentences.ts';
import { tokensOf } from './tokens.ts';
import type { Tree } from './tree.ts';

export type Parsed = { tree: Tree } | { problems: readonly Problem[] };

// Duplicate keys are found while the tree is built: here every key would be compared with every other.
const options = { version: '1.2', schema: 'core', uniqueKeys: false, strict: true, keepSourceTokens: true } as const;

/** Reads text strictly: its tree, or all that speaks against it. */
export function parse(text: string): Parsed {
  const stray = forbidden(text);
  if (stray.length > 0) return { problems: stray };
  const { tokens, problems } = tokensOf(text);
  if (problems.length > 0) return refusal(problems);
  const documents: Document.Parsed[] = [...new Composer(options).compose(tokens)] as Document.Parsed[];
  const document = documents[0];
  if (document === undefined) return { problems: [{ offset: 0, message: 'The file is empty.' }] };
  const errors = documents.flatMap((each) => [...each.errors, ...each.warnings]);
  if (errors.length > 0) return refusal(errors.map((each) => ({ offset: each.pos[0], message: sentenceOf(each) })));
  const builder = new TreeBuilder(text);
  const tree = builder.build(document.contents, 0);
  if (tree.kind === 'scalar' && tree.start === tree.end)
    return { problems: [{ offset: 0, message: 'The file is empty.' }] };
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
