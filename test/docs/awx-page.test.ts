import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { given } from '../../src/adapters/deployers/awx/extra-vars.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/awx.md');

test('the page on AWX names every variable and every setting, and no other', () => {
  const schema = JSON.parse(read('schemas/config.v1.schema.json'));
  const settings = Object.keys(schema.$defs.awxDeployer.properties).filter((name) => name !== 'type');
  const firstCells = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
    cell.replaceAll('`', '').split(', '),
  );
  const states = ['successful', 'failed', 'error', 'canceled'];
  expect(firstCells.filter((name) => !states.includes(name)).sort()).toEqual([...settings, ...given].sort());
});
