import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const place = join('templates', 'workbook', 'logo.png');

/** rgz's own logo, for templates of those who have none. It lies in the installation, beside a checkout and a bundle alike. */
export async function ownLogo(): Promise<Uint8Array> {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, place)) && dirname(folder) !== folder) folder = dirname(folder);
  return readFile(join(folder, place));
}
