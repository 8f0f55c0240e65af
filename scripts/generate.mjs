// Makes types and validators from schemas/, so that nothing compiles a schema at start-up.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { compile } from 'json-schema-to-typescript';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const out = at('src/generated');
rmSync(out, { recursive: true, force: true });
mkdirSync(`${out}/types`, { recursive: true });

// A moment in one form, and only such as Date reads: no leap second, no 30 February, no offset of hours alone.
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const leap = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const day = [
  '\\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '\\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '\\d{4}-02-(?:0[1-9]|1\\d|2[0-8])',
  `${leap}-02-29`,
].join('|');
const moment = new RegExp(`^(?:${day})T${time}:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-]${time})$`);

const ajv = new Ajv.default({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  discriminator: true,
  code: { source: true, esm: true },
});
addFormats.default(ajv, ['uri']);
ajv.addFormat('date-time', moment);

const exports = {};
for (const file of readdirSync(at('schemas'))
  .filter((name) => name.endsWith('.schema.json'))
  .sort()) {
  const schema = JSON.parse(readFileSync(at(`schemas/${file}`), 'utf8'));
  ajv.addSchema(schema);
  exports[schema.title] = schema.$id;
  const name = file.replace('.schema.json', '');
  const types = await compile(structuredClone(schema), schema.title, {
    bannerComment: `/** Made from schemas/${file}. Do not edit. */`,
    additionalProperties: false,
    maxItems: -1,
    ignoreMinAndMaxItems: true,
  });
  writeFileSync(`${out}/types/${name}.ts`, types);
}
// The expression for every URI there may be takes milliseconds to compile. One for the usual ones, which it accepts too, is asked first.
const fullUri = 'require("ajv-formats/dist/formats").fullFormats.uri';
const usualUri = '/^https?:\\/\\/[a-z0-9.-]+(?::\\d+)?(?:\\/[\\w.~/-]*)?$/i';
const uri = `((uri) => (text) => ${usualUri}.test(text) || uri(text))(${fullUri})`;
// Characters are counted one by one only where some may take two units.
const countAll = 'require("ajv/dist/runtime/ucs2length").default';
const count = `((count) => (text) => /[\\ud800-\\udbff]/.test(text) ? count(text) : text.length)(${countAll})`;
let code = standaloneCode.default(ajv, exports);
for (const [slow, quick] of [
  [fullUri, uri],
  [countAll, count],
]) {
  if (code.split(slow).length !== 2) throw new Error(`the validators take ${slow} from somewhere else now`);
  code = code.replace(slow, () => quick);
}
writeFileSync(`${out}/validators.js`, code);
writeFileSync(
  `${out}/validators.d.ts`,
  [
    "import type { ErrorObject } from 'ajv';",
    'interface Validator { (data: unknown): boolean; errors?: ErrorObject[] | null }',
    ...Object.keys(exports).map((name) => `export declare const ${name}: Validator;`),
    '',
  ].join('\n'),
);
