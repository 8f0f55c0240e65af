import { RgzError } from '../../../errors/rgz-error.ts';
import type { YamlEdit } from '../../../ports/yaml.ts';
import { MAX_BYTES } from '../limits.ts';
import { checkSize } from '../print/check-writable.ts';
import { tooLarge, withoutMark } from '../strict/decode.ts';
import { LineIndex } from '../strict/line-index.ts';
import { parse } from '../strict/parse.ts';
import type { Tree } from '../tree.ts';
import { edited, type Reader } from './edited.ts';

/** The text after the edits; every byte that does not have to change stays. */
export function edit(text: string, edits: readonly YamlEdit[]): string {
  if (Buffer.byteLength(text) > MAX_BYTES) throw new RgzError('yaml.invalid', tooLarge(Buffer.byteLength(text)));
  const body = withoutMark(text);
  const result = edited({ text: body, tree: readable(body) }, edits, strict);
  if (result === undefined) throw guard(edits);
  return checkSize(text.slice(0, text.length - body.length) + result);
}

const strict: Reader = {
  isStrict: true,
  parse(text) {
    const parsed = parse(text);
    return 'tree' in parsed ? parsed.tree : undefined;
  },
};

function guard(edits: readonly YamlEdit[]): RgzError {
  const places = edits.map(({ op, path }) => `${op} at /${path.join('/')}`);
  return new RgzError('bug', `The file could not be edited in place (${places.join(', ')}).`);
}

function readable(text: string): Tree {
  const parsed = parse(text);
  if ('tree' in parsed) return parsed.tree;
  const [first] = parsed.problems;
  const { line, column } = new LineIndex(text).position(first?.offset ?? 0);
  throw new RgzError('yaml.invalid', `Line ${line}, column ${column}: ${first?.message ?? 'This is not YAML.'}`);
}
