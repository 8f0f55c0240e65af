import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { usualLimits } from '../../src/api/limits.ts';

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

test('what a caller may take is what the page says', () => {
  const { headersMs, requestMs, bodyBytes, connections } = usualLimits;
  expect(page).toContain(
    `${headersMs / 1000} seconds for its headers, ${requestMs / 1000} for its whole request and send ${bodyBytes / 1_048_576} MiB; ${connections} are served at a time`,
  );
});
