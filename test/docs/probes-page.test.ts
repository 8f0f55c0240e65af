import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openProbes } from '../../src/adapters/probes/index.ts';
import type { ChecklistTemplate } from '../../src/generated/types/checklist-template.v1.ts';
import { surroundings } from '../adapters/probes/run-for-test.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const rows = new Map(
  [...read('docs/probes.md').matchAll(/^\| `([a-z0-9]+)` \| (.*) \| (.*) \|$/gm)].map(
    ([, name = '', settings = '', values = '']) => [name, { settings, values }],
  ),
);
const probes = Object.keys(openProbes(surroundings));

describe('the page of the probes', () => {
  it('has a row for each, and a template may name just these', () => {
    expect([...rows.keys()]).toEqual(probes);
    const schema = JSON.parse(read('schemas/checklist-template.v1.schema.json'));
    expect(schema.$defs.probe.properties.run.enum).toEqual(probes);
  });

  it.each(readdirSync(new URL('../../templates/repository/templates/checklists', import.meta.url)))(
    'knows every setting and value of %s',
    (file) => {
      const template: ChecklistTemplate = parse(read(`templates/repository/templates/checklists/${file}`));
      for (const { id, probe } of template.categories.flatMap(({ items }) => items)) {
        if (probe === undefined) continue;
        const row = rows.get(probe.run);
        for (const name of Object.keys(probe.with)) expect(row?.settings, `${id}: ${name}`).toContain(`\`${name}\``);
        for (const name of Object.keys(probe.claim)) expect(row?.values, `${id}: ${name}`).toContain(`\`${name}\``);
      }
    },
  );
});
