import { RgzError } from '../../errors/rgz-error.ts';

/** What a template is written in. Every value is made harmless for it. */
export type Target = 'html' | 'text';

export type Value = string | boolean | null | View | readonly Value[];

/** The names that a template may use, and what stands for them. */
export interface View {
  readonly [name: string]: Value;
}

/** Where a value stands, which is what it is escaped for. */
export type Place = 'text' | 'attribute' | 'address';

export interface Spot {
  line: number;
  column: number;
}

export type Part =
  | { kind: 'fixed'; text: string }
  | { kind: 'value'; path: readonly string[]; place: Place; spot: Spot }
  | { kind: 'section'; path: readonly string[]; inverted: boolean; parts: readonly Part[]; spot: Spot };

/**
 * Text with places to fill: `{{name}}`, `{{a.name}}`, `{{.}}` for the item of a list, `{{#name}}…{{/name}}` for each item or
 * where there is a value, `{{^name}}…{{/name}}` where there is none, `{{! a comment }}`. It computes nothing, and there is no
 * way to get a value as it is.
 */
export interface Template {
  file: string;
  target: Target;
  parts: readonly Part[];
}

export function templateFault(file: string, { line, column }: Spot, message: string, remedy: string): RgzError {
  const where = { file, line, column };
  return new RgzError('config.invalid', `${file}, line ${line}, column ${column}: ${message}`, {
    where,
    remedy: [remedy],
  });
}

export function spotAt(source: string, offset: number): Spot {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
