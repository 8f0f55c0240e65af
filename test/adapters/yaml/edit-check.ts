import { slotAt } from '../../../src/adapters/yaml/edit/slot.ts';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import { parse } from '../../../src/adapters/yaml/strict/parse.ts';
import type { Entry, Tree } from '../../../src/adapters/yaml/tree.ts';
import { canonical } from '../../../src/domain/canonical.ts';
import { isObject, type Json } from '../../../src/domain/json.ts';
import type { YamlEdit, YamlPath } from '../../../src/ports/yaml.ts';
import { anyData, anyKey } from './documents.ts';
import type { Random } from './random.ts';

/** An edit that fits the data, at a place picked at random. */
export function anyEdit(random: Random, data: Json): YamlEdit {
  const path: (string | number)[] = [];
  let value: Json | undefined = data;
  while (typeof value === 'object' && value !== null && random.below(4) > 0) {
    const keys: (string | number)[] = Array.isArray(value) ? value.map((_each, index) => index) : Object.keys(value);
    if (keys.length === 0) break;
    const key: string | number = random.pick<string | number>(keys);
    path.push(key);
    value = (value as Record<string | number, Json>)[key];
  }
  if (isObject(value) && random.below(2) === 0) {
    const added = [...path, anyKey(random), ...(random.below(4) === 0 ? [anyKey(random)] : [])];
    const old = value[added[path.length] as string];
    if (old === undefined || (isObject(old) && added.length > path.length + 1) || added.length === path.length + 1) {
      return {
        op: random.below(3) === 0 && old === undefined ? 'append' : 'set',
        path: added,
        value: anyData(random, 1),
      };
    }
  }
  if ((Array.isArray(value) || value === null) && random.below(3) > 0)
    return { op: 'append', path, value: anyData(random, 1) };
  if (path.length > 0 && random.below(3) === 0) return { op: 'remove', path };
  return { op: 'set', path, value: anyData(random, 1) };
}

/** What is wrong with the result of an edit, or undefined. */
export function faultOf(text: string, edit: YamlEdit): string | undefined {
  const before = parse(text.replace(/^\ufeff/, ''));
  if ('problems' in before) throw new Error('not a readable document');
  const result = yaml.edit(text, [edit]);
  const read = yaml.read(Buffer.from(result));
  if (!read.ok) return `cannot be read: ${read.problems[0]?.message}`;
  const wanted = expected(before.tree.value, edit);
  if (canonical(read.value) !== canonical(wanted))
    return `data: ${canonical(read.value)} instead of ${canonical(wanted)}`;
  const { first, last } = region(text, before.tree, edit);
  if (!/(^|[^\r])\n/.test(text) && text.includes('\n') && /(^|[^\r])\n/.test(result)) return 'a line break has changed';
  const [old, now] = [linesOf(text), linesOf(result)];
  const [head, tail] = [old.slice(0, first), old.slice(last + 1)];
  if (now.length < head.length && head.at(-1)?.trim() === '') head.pop();
  if (now.slice(0, head.length).join('\n') !== head.join('\n')) return 'a line above has changed';
  const suffix = tail.length === 0 ? [] : now.slice(-tail.length);
  const isSame = suffix.join('\n') === tail.join('\n');
  // A block scalar above may force comments to move when an entry goes.
  const isCalm = edit.op !== 'append' && calm(tail) === calm(suffixOf(now, tail));
  return isSame || isCalm ? lostComment(text, result, first, last) : 'a line below has changed';
}

/** The lines, without white space after the last line break: it may have to go. */
function linesOf(text: string): string[] {
  return text.replace(/\r?\n +$/, '').split(/\r?\n/);
}

function suffixOf(now: string[], tail: string[]): string[] {
  const count = tail.filter((line) => line.trim() !== '').length;
  return count === 0 ? [] : now.filter((line) => line.trim() !== '').slice(-count);
}

function calm(lines: string[]): string {
  return lines
    .map((line) => line.replace(/^ +(?=#)/, ''))
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function lostComment(text: string, result: string, first: number, last: number): string | undefined {
  for (const [index, line] of text.split('\n').entries()) {
    for (const [note] of line.matchAll(/# note \d+;/g)) {
      if ((index < first || index > last) && !result.includes(note)) return `lost ${note}`;
    }
  }
  return undefined;
}

/** The lines, from 0, that an edit may touch; `last` is before `first` where lines are only added. */
function region(text: string, tree: Tree, { op, path }: YamlEdit): { first: number; last: number } {
  const line = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const { slot, missing } = slotAt(tree, path);
  const lines = (entry: Entry | undefined, node: Tree): { first: number; last: number } => ({
    first: line(entry?.start ?? node.start),
    last: line(node.end),
  });
  if (op === 'remove' && slot.parent !== undefined && slot.entry !== undefined) {
    const { parent, entry } = slot;
    if (parent.entries.length === 1 || parent.flow) return lines(slotAt(tree, path.slice(0, -1)).slot.entry, parent);
    const next = parent.entries[parent.entries.indexOf(entry) + 1];
    const own = lines(entry, entry.node);
    const compact = text.slice(text.lastIndexOf('\n', entry.start - 1) + 1, entry.start).trim() !== '';
    if (compact && next !== undefined) return { ...own, last: line(next.start) };
    // The last line without a break takes the break before it along.
    return own;
  }
  const adds = missing.length > 0 || op === 'append';
  if (adds && slot.node.kind !== 'scalar' && !slot.node.flow && slot.node.entries.length > 0) {
    const last = line(slot.node.end);
    return { first: last + 1, last };
  }
  return lines(slot.entry, slot.node);
}

function expected(data: Json, edit: YamlEdit): Json {
  const root = { root: structuredClone(data) };
  const path: YamlPath = ['root', ...edit.path];
  let holder: Json = root;
  for (const key of path.slice(0, -1)) {
    const container = holder as Record<string | number, Json>;
    container[key] ??= {};
    holder = container[key] as Json;
  }
  const container = holder as Record<string | number, Json>;
  const last = path.at(-1) ?? '';
  if (edit.op === 'set') container[last] = edit.value;
  else if (edit.op === 'append') container[last] = [...((container[last] ?? []) as Json[]), edit.value];
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete container[last];
  return root.root;
}
