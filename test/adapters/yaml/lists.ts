import { readFileSync } from 'node:fs';

interface Lists {
  nearKeys: string[];
  plains: string[];
  quoteds: string[];
  flows: string[];
  comments: string[];
  keys: string[];
  texts: string[];
  scraps: string[];
}

/** Pieces of YAML, right and almost right, that the documents of the tests are made of. */
export const lists = JSON.parse(
  readFileSync(new URL('../../fixtures/yaml/lists.json', import.meta.url), 'utf8'),
) as Lists;
