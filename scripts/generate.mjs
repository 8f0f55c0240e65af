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

const ajv = new Ajv.default({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  code: { source: true, esm: true },
});
addFormats.default(ajv, ['date-time', 'uri']);

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
writeFileSync(`${out}/validators.js`, standaloneCode.default(ajv, exports));
writeFileSync(
  `${out}/validators.d.ts`,
  [
    "import type { ErrorObject } from 'ajv';",
    'interface Validator { (data: unknown): boolean; errors?: ErrorObject[] | null }',
    ...Object.keys(exports).map((name) => `export declare const ${name}: Validator;`),
    '',
  ].join('\n'),
);
