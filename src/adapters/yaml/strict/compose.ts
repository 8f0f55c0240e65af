import { Composer, type CST, type Document, type YAMLError } from 'yaml';
import { RgzError } from '../../../errors/rgz-error.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import type { Problem } from './problem.ts';
import { sentenceOf } from './sentences.ts';

// Duplicate keys are found while the tree is built: here every key would be compared with every other.
const options = { version: '1.2', schema: 'core', uniqueKeys: false, strict: true, keepSourceTokens: true } as const;

type Source = number | [number, number] | { offset: number };

/** The document of a syntax tree. It stops after enough problems: a large wrong file would take seconds. */
export function compose(tokens: readonly CST.Token[]): { document?: Document.Parsed; problems: Problem[] } {
  const problems: Problem[] = [];
  const composer = new Composer(options);
  const onError = (source: Source, code: YAMLError['code'], message: string): void => {
    problems.push({ offset: offsetOf(source), message: sentenceOf(code, message) });
    if (problems.length >= MAX_PROBLEMS) throw new RgzError('yaml.invalid', 'There are too many problems to go on.');
  };
  Object.assign(composer, { onError });
  try {
    const documents = [...composer.compose(tokens)] as Document.Parsed[];
    for (const error of documents.flatMap((each) => [...each.errors, ...each.warnings])) {
      problems.push({ offset: error.pos[0], message: sentenceOf(error.code, error.message) });
    }
    if (documents.length > 1) problems.push({ offset: 0, message: 'The file holds more than one document.' });
    return documents[0] === undefined ? { problems } : { document: documents[0], problems };
  } catch (error) {
    if (problems.length === 0) throw error;
    return { problems };
  }
}

function offsetOf(source: Source): number {
  if (typeof source === 'number') return source;
  return Array.isArray(source) ? source[0] : source.offset;
}
