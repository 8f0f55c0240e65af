import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the schemas that lie beside the example records are those of the product', () => {
  const product = readdirSync(new URL('../../schemas', import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .sort();
  expect(readdirSync(new URL('../../.rgz/schemas', import.meta.url)).sort()).toEqual(product);
  for (const name of product) expect(read(`.rgz/schemas/${name}`)).toBe(read(`schemas/${name}`));
});
