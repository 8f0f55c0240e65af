import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadLooks, loadTemplates } from '../../../src/adapters/skeleton/index.ts';

const read = (path: string) => readFileSync(new URL(`../../../templates/${path}`, import.meta.url), 'utf8');

test('templates of checklists are given as texts, by the name of their file', async () => {
  const templates = await loadTemplates();
  expect([...templates.keys()]).toEqual(['cutover.yaml', 'production-readiness.yaml']);
  for (const [name, text] of templates) expect(text).toBe(read(`repository/templates/checklists/${name}`));
});

test('looks of messages are given in the same way', async () => {
  const looks = await loadLooks();
  expect([...looks.keys()]).toEqual(['email.html', 'email.txt', 'en.yaml', 'fr.yaml']);
  for (const [name, text] of looks) expect(text).toBe(read(`messages/${name}`));
});
