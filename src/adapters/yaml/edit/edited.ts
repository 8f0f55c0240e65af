import type { YamlEdit } from '../../../ports/yaml.ts';
import { checkWritable } from '../print/check-writable.ts';
import type { Tree } from '../tree.ts';
import { applyToData } from './apply-to-data.ts';
import { sameData } from './same-data.ts';
import { spliced } from './splice.ts';
import { splicesOf } from './splices-of.ts';
import { stepsOf } from './steps.ts';

/** A text and what was read in it. */
export interface State {
  text: string;
  tree: Tree;
}

export interface Reader {
  parse(text: string): Tree | undefined;
  /** Whether a text that it does not take has no tree. If not, another reader has to be asked. */
  isStrict: boolean;
}

/** The text after the edits. undefined: no way was found whose result the reader takes. */
export function edited(before: State, edits: readonly YamlEdit[], reader: Reader): string | undefined {
  let state: State | undefined = before;
  for (const each of edits) state &&= applied(state, each, reader);
  return state?.text;
}

function applied(before: State, each: YamlEdit, reader: Reader): State | undefined {
  const wanted = applyToData(before.tree.value, each);
  checkWritable(wanted);
  let state: State | undefined = before;
  for (const step of stepsOf(before.tree.value, each)) state &&= stepTaken(state, step, reader);
  return state !== undefined && sameData(state.tree.value, wanted) ? state : undefined;
}

/** Every result is read again: a text that does not say exactly what was asked for never gets out. */
function stepTaken({ text, tree }: State, step: YamlEdit, reader: Reader): State | undefined {
  const wanted = applyToData(tree.value, step);
  for (const splices of splicesOf(text, tree, step)) {
    const result = spliced(text, splices);
    const read = reader.parse(result);
    if (read === undefined && !reader.isStrict) return undefined;
    if (read !== undefined && sameData(read.value, wanted)) return { text: result, tree: read };
  }
  return undefined;
}
