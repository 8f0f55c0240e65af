import { RgzError } from '../../../errors/rgz-error.ts';
import type { YamlEdit } from '../../../ports/yaml.ts';
import { MAX_BYTES } from '../limits.ts';
import { checkSize, checkWritable } from '../print/check-writable.ts';
import { tooLarge, withoutMark } from '../strict/decode.ts';
import { LineIndex } from '../strict/line-index.ts';
import { parse } from '../strict/parse.ts';
import type { Tree } from '../strict/tree.ts';
import { applyToData } from './apply-to-data.ts';
import { sameData } from './same-data.ts';
import { spliced } from './splice.ts';
import { splicesOf } from './splices-of.ts';
import { stepsOf } from './steps.ts';

interface State {
  text: string;
  tree: Tree;
}

/** The text after the edits; every byte that does not have to change stays. */
export function edit(text: string, edits: readonly YamlEdit[]): string {
  if (Buffer.byteLength(text) > MAX_BYTES) throw new RgzError('yaml.invalid', tooLarge(Buffer.byteLength(text)));
  const body = withoutMark(text);
  let state: State = { text: body, tree: readable(body) };
  for (const each of edits) state = applied(state, each);
  return checkSize(text.slice(0, text.length - body.length) + state.text);
}

function readable(text: string): Tree {
  const parsed = parse(text);
  if ('tree' in parsed) return parsed.tree;
  const [first] = parsed.problems;
  const { line, column } = new LineIndex(text).position(first?.offset ?? 0);
  throw new RgzError('yaml.invalid', `Line ${line}, column ${column}: ${first?.message ?? 'This is not YAML.'}`);
}

function applied(before: State, each: YamlEdit): State {
  const wanted = applyToData(before.tree.value, each);
  checkWritable(wanted);
  let state = before;
  for (const step of stepsOf(before.tree.value, each)) state = stepTaken(state, step);
  if (!sameData(state.tree.value, wanted)) throw guard(each);
  return state;
}

/** Every result is read again: a text that does not say exactly what was asked for never gets out. */
function stepTaken({ text, tree }: State, step: YamlEdit): State {
  const wanted = applyToData(tree.value, step);
  for (const splices of splicesOf(text, tree, step)) {
    const result = spliced(text, splices);
    const parsed = parse(result);
    if ('tree' in parsed && sameData(parsed.tree.value, wanted)) return { text: result, tree: parsed.tree };
  }
  throw guard(step);
}

function guard({ op, path }: YamlEdit): RgzError {
  return new RgzError('bug', `The file could not be edited in place (${op} at /${path.join('/')}).`);
}
