import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadLooks } from '../../ports/looks.ts';
import type { ReadSkeleton } from '../../ports/skeleton.ts';
import type { LoadTemplates } from '../../ports/templates.ts';

/** Reads `templates/repository` and `schemas` of this installation: what a new repository is given. Schemas of events are for programs elsewhere. */
export const readSkeleton: ReadSkeleton = async () => {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  const files = await filesBelow(join(root, 'templates', 'repository'));
  const schemas = [...(await filesBelow(join(root, 'schemas')))].filter(([path]) => !path.includes('/'));
  return new Map([...files, ...schemas.map(([path, bytes]) => [`.rgz/schemas/${path}`, bytes] as const)]);
};

/** The texts and looks of messages of this installation. */
export const loadLooks: LoadLooks = () => textsOf('messages');

/** The templates of checklists that a new repository is given: they lie in its skeleton. */
export const loadTemplates: LoadTemplates = () => textsOf('repository', 'templates', 'checklists');

/** The picture on workbooks of this installation. */
export const loadLogo = async (): Promise<Uint8Array> => {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  return readFile(join(root, 'templates', 'workbook', 'logo.png'));
};

/** The statements that make the tables of a database in which tenants are activated. */
export async function loadTables(): Promise<string> {
  return (await textsOf('postgres')).get('schema.sql') ?? '';
}

async function textsOf(...folder: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  const files = await filesBelow(join(root, 'templates', ...folder));
  return new Map([...files].map(([name, bytes]) => [name, bytes.toString('utf8')]));
}

/** The folder above this file that holds the templates, in a checkout and in a bundle alike. */
function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'templates', 'repository'))) return folder;
  const above = dirname(folder);
  return above === folder ? folder : packageRoot(above);
}

async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files
    .sort()
    .map(async (file) => [relative(folder, file).split(sep).join('/'), await readFile(file)] as const);
  return new Map(await Promise.all(read));
}
