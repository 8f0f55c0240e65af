import type { Json } from '../../domain/json.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { CheckSchema, SchemaProblem, SchemaSource } from '../../ports/schemas.ts';
import type { Locate, Yaml, YamlSource } from '../../ports/yaml.ts';

export interface Readers {
  yaml: YamlSource;
  schemas: SchemaSource;
}

/** The value of a file, or `yaml.invalid` (or the code given) with every problem and its place. */
export function readYaml(
  yaml: Yaml,
  bytes: Uint8Array,
  file: string,
  code: ErrorCode = 'yaml.invalid',
): { value: Json; locate: Locate } {
  const reading = yaml.read(bytes);
  if (reading.ok) return reading;
  const [first] = reading.problems;
  throw new RgzError(code, `${file} cannot be read: ${first?.message ?? 'it is not YAML'}`, {
    where: { file, line: first?.line ?? 1, column: first?.column ?? 1 },
    explanations: reading.problems.map((each) => ({
      rule: 'yaml.invalid',
      message: `line ${each.line}: ${each.message}`,
    })),
    remedy: [`mend line ${first?.line ?? 1} of ${file}`],
  });
}

/** Throws `schema.invalid` with every problem, each with its place in the file, if there is one. */
export function holdAgainstSchema(
  checkSchema: CheckSchema,
  kind: string,
  value: unknown,
  file: string | undefined,
  locate?: Locate,
  code: ErrorCode = 'schema.invalid',
): void {
  const problems = checkSchema(kind, value);
  const [first] = problems;
  if (first === undefined) return;
  const placeOf = ({ pointer, key }: SchemaProblem) => ({
    file: file ?? '',
    ...locate?.(pointer, key && 'key'),
    pointer,
  });
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  throw new RgzError(code, `${file === undefined ? '' : `${file}: `}${first.message}${more}`, {
    ...(file === undefined ? {} : { where: placeOf(first) }),
    explanations: problems.map((each) => ({
      rule: code,
      message: each.message,
      pointer: each.pointer,
      ...(file !== undefined && each.key ? { where: placeOf(each) } : {}),
    })),
    remedy: ['give the values that are asked for, and try again'],
  });
}

/** Reads a file that has to fit a schema: quickly where it is plain, strictly where there is something to tell. */
export async function readValid<T>(
  { yaml, schemas }: Readers,
  kind: string,
  bytes: Uint8Array,
  file: string,
  code?: ErrorCode,
): Promise<T> {
  const fast = yaml.readFast(bytes);
  const checkSchema = await schemas.load();
  if (fast !== undefined && checkSchema(kind, fast).length === 0) return fast as T;
  const { value, locate } = readYaml(await yaml.load(), bytes, file, code);
  holdAgainstSchema(checkSchema, kind, value, file, locate, code);
  return value as T;
}
