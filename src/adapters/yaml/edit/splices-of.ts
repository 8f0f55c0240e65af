import type { Json } from '../../../domain/json.ts';
import type { YamlEdit, YamlPath } from '../../../ports/yaml.ts';
import { isCollection, type Tree } from '../tree.ts';
import { addEntry } from './add-entry.ts';
import { layoutOf } from './layout-of.ts';
import { removeEntry } from './remove-entry.ts';
import { replaceValue } from './replace-value.ts';
import { inFlow, type Slot, slotAt } from './slot.ts';
import type { Splice } from './splice.ts';

/** Ways to make one step in a text, the best first. */
export function splicesOf(text: string, tree: Tree, step: YamlEdit): Iterable<Splice[]> {
  if (step.op === 'remove') return remove(text, tree, step.path);
  const { slot, missing } = slotAt(tree, step.path);
  if (step.op === 'append') {
    if (missing.length > 0) return add(text, tree, slot, missing, [step.value]);
    return isCollection(slot.node)
      ? add(text, tree, slot, [slot.node.entries.length], step.value)
      : replace(text, tree, slot, [step.value]);
  }
  return missing.length > 0 ? add(text, tree, slot, missing, step.value) : replace(text, tree, slot, step.value);
}

function replace(text: string, tree: Tree, slot: Slot, value: Json): Iterable<Splice[]> {
  return replaceValue(text, slot, value, layoutOf(text, tree));
}

function add(text: string, tree: Tree, slot: Slot, missing: YamlPath, value: Json): Iterable<Splice[]> {
  const [key, ...rest] = missing;
  const nested = wrapped(rest, value);
  const { node } = slot;
  const name = typeof key === 'string' ? key : undefined;
  if (!isCollection(node)) return replace(text, tree, slot, wrapped(missing, value));
  const noted = node.flow && text.slice(node.start, node.end).includes('#');
  if (node.entries.length > 0 || noted || inFlow(slot)) return addEntry(text, node, name, nested, layoutOf(text, tree));
  return replace(text, tree, slot, name === undefined ? [nested] : { [name]: nested });
}

function* remove(text: string, tree: Tree, path: YamlPath): Generator<Splice[]> {
  const { parent, entry } = slotAt(tree, path).slot;
  if (parent === undefined || entry === undefined) return;
  if (parent.entries.length > 1 || parent.flow) yield* removeEntry(text, parent, entry);
  yield* replace(text, tree, slotAt(tree, path.slice(0, -1)).slot, parent.kind === 'mapping' ? {} : []);
}

function wrapped(path: YamlPath, value: Json): Json {
  return path.reduceRight<Json>((inner, key) => (typeof key === 'string' ? { [key]: inner } : [inner]), value);
}
