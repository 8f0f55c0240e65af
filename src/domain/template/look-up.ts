import type { Value, View } from './template.ts';

/** What a path stands for in the innermost view that knows its first name; undefined where none does. */
export function lookUp(stack: readonly Value[], path: readonly string[]): Value | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return stack.at(-1);
  const view = stack.findLast((value): value is View => isView(value) && Object.hasOwn(value, first));
  return rest.reduce<Value | undefined>((value, name) => own(value, name), own(view, first));
}

function own(value: Value | undefined, name: string): Value | undefined {
  return isView(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isView(value: Value | undefined): value is View {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
