/** The part of JSON Schema that the schemas of records use. */
export interface Schema {
  title?: string;
  description?: string;
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  $ref?: string;
  $defs?: Readonly<Record<string, Schema>>;
}

export interface Field {
  path: string;
  required: boolean;
  /** What it may hold, in a few words. */
  holds: string;
  description: string;
}

/** Every value below a part of a schema, in the order in which the schema has them. */
export function fieldsOf(root: Schema, part: Schema, path: string): readonly Field[] {
  return Object.entries(part.properties ?? {}).flatMap(([name, property]) => {
    const schema = resolved(root, property);
    const at = `${path}.${name}`;
    const required = part.required?.includes(name) === true;
    const { description = '' } = { ...schema, ...property };
    if (schema.properties !== undefined) return fieldsOf(root, schema, at);
    const item = schema.items === undefined ? undefined : resolved(root, schema.items);
    const field = { path: at, required, holds: holdsOf(root, schema), description };
    return item?.properties === undefined ? [field] : [field, ...fieldsOf(root, item, `${at}[]`)];
  });
}

/** The schema that a reference inside the same file means. */
export function resolved(root: Schema, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.replace('#/$defs/', '');
  const found = root.$defs?.[name];
  if (found === undefined) throw new Error(`${schema.$ref} leads nowhere`);
  return found;
}

function holdsOf(root: Schema, schema: Schema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.items !== undefined) return `list of ${holdsOf(root, resolved(root, schema.items))}`;
  const types = [schema.type ?? 'any'].flat().map((type) => type.replace('null', 'nothing'));
  const words = types.map((type) => wordOf(type, schema)).join(' or ');
  return [words, boundsOf(schema)].filter((part) => part !== '').join(', ');
}

function wordOf(type: string, schema: Schema): string {
  if (type !== 'string') return type === 'object' ? 'mapping' : type;
  if (schema.format === 'date-time') return 'moment';
  if (schema.format === 'uri') return 'URL';
  return 'text';
}

function boundsOf({ minLength = 0, maxLength, minimum, maximum }: Schema): string {
  const length =
    maxLength === undefined
      ? ''
      : minLength > 1
        ? `${minLength} to ${maxLength} characters`
        : `up to ${maxLength} characters`;
  const range = minimum === undefined || maximum === undefined ? '' : `${minimum} to ${maximum}`;
  return length || range;
}
