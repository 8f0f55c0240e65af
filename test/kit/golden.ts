import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Holds a text against a file beside the test; with RGZ_GOLDEN=1 writes it there. */
export function expectGolden(test: string, name: string, text: string): void {
  const file = join(dirname(fileURLToPath(test)), 'golden', name);
  if (process.env.RGZ_GOLDEN === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : `${file} is missing: run with RGZ_GOLDEN=1`).toBe(text);
}
