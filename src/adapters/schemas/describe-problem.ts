import type { SchemaProblem } from '../../ports/schemas.ts';
import { patternWords } from './pattern-words.ts';

/** What the validators report, as far as it is used here. */
export interface SchemaError {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
  message?: string;
}

type Describe = (params: Record<string, unknown>, value: unknown) => string;

const sentences: Record<string, Describe> = {
  required: ({ missingProperty }) => `lacks "${missingProperty}"`,
  additionalProperties: ({ additionalProperty }) => `has an unknown key "${additionalProperty}"`,
  propertyNames: ({ propertyName }) => `has a key "${propertyName}" that is not allowed here`,
  enum: ({ allowedValues }, value) =>
    `is ${show(value)}, and has to be one of ${(allowedValues as unknown[]).join(', ')}`,
  const: ({ allowedValue }, value) => `is ${show(value)}, and has to be ${allowedValue}`,
  type: ({ type }, value) =>
    `is ${typeName(value)}, and has to be ${[type].flat().join(' or ')}${quoteHint(type, value)}`,
  minLength: ({ limit }, value) =>
    limit === 1 ? 'is empty' : `has ${[...String(value)].length} characters, and needs at least ${limit}`,
  maxLength: ({ limit }, value) => `has ${[...String(value)].length} characters, and may have ${limit} at most`,
  minimum: ({ limit }, value) => `is ${show(value)}, and has to be ${limit} or more`,
  maximum: ({ limit }, value) => `is ${show(value)}, and has to be ${limit} or less`,
  minItems: ({ limit }) => `needs at least ${limit} item${limit === 1 ? '' : 's'}`,
  maxItems: ({ limit }) => `may have ${limit} items at most`,
  minProperties: ({ limit }) => `needs at least ${limit} key${limit === 1 ? '' : 's'}`,
  maxProperties: ({ limit }) => `may have ${limit} keys at most`,
  uniqueItems: () => 'has an item twice',
  format: ({ format }, value) => `is ${show(value)}, which is not ${formats[String(format)] ?? `a ${format}`}`,
  pattern: ({ pattern }, value) => `is ${show(value)}, and has to be ${patternWords(String(pattern))}`,
  'false schema': () => 'does not go with the other keys here',
  discriminator: ({ tag, error, tagValue }) =>
    error === 'tag' ? `needs a "${tag}"` : `has the ${tag} ${show(tagValue)}, which there is not`,
  oneOf: () => 'has to be of exactly one of the allowed forms',
};

const formats: Record<string, string> = {
  'date-time': 'a date and time with zone such as 2026-12-01T09:00:00Z',
  uri: 'a full URL such as https://ci.example.com/run/1',
};

/** One sentence on one schema error. Errors that only repeat another one say nothing. */
export function describeProblem(error: SchemaError, data: unknown): SchemaProblem[] {
  if (error.keyword === 'if' || (error.keyword === 'pattern' && error.instancePath === '' && error.params.propertyName))
    return [];
  const name = error.instancePath === '' ? 'the file' : error.instancePath.slice(1).replaceAll('/', '.');
  const describe = sentences[error.keyword];
  const text = describe?.(error.params, valueAt(data, error.instancePath)) ?? error.message ?? 'is not valid';
  const message = `${name} ${text}`;
  const key = error.params.additionalProperty ?? (error.keyword === 'propertyNames' && error.params.propertyName);
  if (typeof key !== 'string') return [{ pointer: error.instancePath, message }];
  return [{ pointer: `${error.instancePath}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, key: true, message }];
}

function valueAt(data: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      data,
    );
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function typeName(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `the ${typeof value} ${show(value)}`;
}

function quoteHint(type: unknown, value: unknown): string {
  return [type].flat().includes('string') && (typeof value === 'number' || typeof value === 'boolean')
    ? ' (put it in quotes)'
    : '';
}
