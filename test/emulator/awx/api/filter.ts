import type { World } from '../world.ts';
import { ApiError } from './api-error.ts';
import type { Model, Value } from './models.ts';

const reserved = [
  'page',
  'page_size',
  'format',
  'order',
  'order_by',
  'search',
  'type',
  'host_filter',
  'count_disabled',
  'no_truncate',
  'limit',
  'validate',
];

type Test = (value: Value) => boolean;

/** The rows that a query asks for, in its order. Unknown fields are refused, and so are those that must not be searched. */
export function filterRows<T>(rows: readonly T[], model: Model<T>, query: URLSearchParams, world: World): T[] {
  const all: ((row: T) => boolean)[] = [];
  const some: ((row: T) => boolean)[] = [];
  for (const [key, value] of query) {
    if (reserved.includes(key)) continue;
    const { path, or, not } = prefixes(key);
    const test = compile(path.split('__'), value, model, world);
    (or ? some : all).push((row) => test(row) !== not);
  }
  const search = query.get('search')?.toLowerCase();
  const found = rows.filter(
    (row) =>
      all.every((test) => test(row)) &&
      (some.length === 0 || some.some((test) => test(row))) &&
      (search === undefined ||
        `${model.fields.name?.(row)} ${model.fields.description?.(row)}`.toLowerCase().includes(search)),
  );
  return order(found, model, query.get('order_by') ?? 'id');
}

function prefixes(key: string): { path: string; or: boolean; not: boolean } {
  let path = key;
  let or = false;
  let not = false;
  for (;;) {
    const [, prefix] = /^(or|not|chain)__/.exec(path) ?? [];
    if (prefix === undefined) return { path, or, not };
    path = path.slice(prefix.length + 2);
    or ||= prefix === 'or';
    not ||= prefix === 'not';
  }
}

function compile<T>(path: readonly string[], value: string, model: Model<T>, world: World): (row: T) => boolean {
  const [name = '', ...rest] = path;
  if (model.hidden.includes(name)) throw new ApiError(403, `Filtering on ${name} is not allowed.`);
  const field = model.fields[name];
  if (field !== undefined) {
    if (rest.length > 1) throw new ApiError(400, `Unsupported lookup '${rest.join('__')}'.`);
    const test = lookup(rest[0] ?? 'exact', value);
    return (row) => test(field(row));
  }
  const relation = model.relations[name];
  if (relation === undefined) throw new ApiError(400, `Cannot resolve keyword '${name}' into field.`);
  const lookups = ['exact', 'in', 'isnull', 'gt', 'gte', 'lt', 'lte'];
  if (rest.length === 0 || (rest.length === 1 && lookups.includes(rest[0] ?? ''))) {
    const test = lookup(rest[0] ?? 'exact', value);
    return (row) => {
      const found = relation(row, world);
      return found.length === 0 ? test(null) : found.some(({ id }) => test(id));
    };
  }
  return (row) => relation(row, world).some((each) => compile(rest, value, each.model, world)(each.row as never));
}

function lookup(name: string, value: string): Test {
  const text = (test: (left: string, right: string) => boolean, fold: boolean): Test => {
    const right = fold ? value.toLowerCase() : value;
    return (left) => left !== null && test(fold ? `${left}`.toLowerCase() : `${left}`, right);
  };
  const compare =
    (test: (order: number) => boolean): Test =>
    (left) =>
      left !== null && test(compareTo(left, value));
  switch (name) {
    case 'exact':
      return (left) => left !== null && equals(left, value);
    case 'iexact':
      return text((left, right) => left === right, true);
    case 'contains':
      return text((left, right) => left.includes(right), false);
    case 'icontains':
      return text((left, right) => left.includes(right), true);
    case 'startswith':
      return text((left, right) => left.startsWith(right), false);
    case 'istartswith':
      return text((left, right) => left.startsWith(right), true);
    case 'endswith':
      return text((left, right) => left.endsWith(right), false);
    case 'iendswith':
      return text((left, right) => left.endsWith(right), true);
    case 'regex':
    case 'iregex': {
      const pattern = new RegExp(value, name === 'iregex' ? 'i' : '');
      return (left) => left !== null && pattern.test(`${left}`);
    }
    case 'gt':
      return compare((order) => order > 0);
    case 'gte':
      return compare((order) => order >= 0);
    case 'lt':
      return compare((order) => order < 0);
    case 'lte':
      return compare((order) => order <= 0);
    case 'in':
      return (left) => left !== null && value.split(',').some((each) => equals(left, each));
    case 'isnull':
      return (left) => (left === null) === /^(true|1)$/i.test(value);
    default:
      throw new ApiError(400, `Unsupported lookup '${name}'.`);
  }
}

function equals(left: NonNullable<Value>, value: string): boolean {
  if (typeof left === 'boolean') return left === /^(true|1)$/i.test(value);
  return compareTo(left, value) === 0;
}

function compareTo(left: NonNullable<Value>, value: string): number {
  if (typeof left === 'number') {
    if (!/^-?\d+$/.test(value)) throw new ApiError(400, `Field expected a number but got '${value}'.`);
    return left - Number(value);
  }
  const [mine, theirs] = [momentOf(`${left}`), momentOf(value)];
  if (mine !== undefined && theirs !== undefined) return mine - theirs;
  if (mine !== undefined) throw new ApiError(400, `'${value}' value has an invalid date format.`);
  return `${left}` < value ? -1 : `${left}` > value ? 1 : 0;
}

function momentOf(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : undefined;
}

function order<T>(rows: T[], model: Model<T>, by: string): T[] {
  const keys = by.split(',').map((key) => ({ down: key.startsWith('-'), name: key.replace(/^-/, '') }));
  for (const { name } of keys)
    if (model.fields[name] === undefined) throw new ApiError(400, `Cannot resolve keyword '${name}' into field.`);
  return rows.sort((left, right) => {
    for (const { down, name } of keys) {
      const [one, two] = [left, right].map((row) => model.fields[name]?.(row) ?? null);
      if (one === two || one === undefined || two === undefined) continue;
      const sign = one === null ? 1 : two === null ? -1 : one < two ? -1 : 1;
      return down ? -sign : sign;
    }
    return 0;
  });
}
