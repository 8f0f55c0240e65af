import type { JsonObject } from '../domain/json.ts';
import type { Unreadable } from '../domain/reading.ts';
import { problemsOf } from '../domain/unreadable.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { ChecklistTemplate } from '../generated/types/checklist-template.v1.ts';
import { readTemplate } from '../kinds/checklist/template.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';

const folder = 'templates/checklists';

/** Where a template lies. */
export const templatePath = (name: string) => `${folder}/${name}.yaml`;

/** The names of the templates that the repository has. */
export async function templateNames({ git }: Pick<Deps, 'git'>, view: View): Promise<readonly string[]> {
  const found = await git.find(view.tip.tree, folder);
  if (found?.mode !== '40000') return [];
  const files = (await git.readTree(found.oid)).filter(
    ({ mode, name }) => mode.startsWith('100') && name.endsWith('.yaml'),
  );
  return files.map(({ name }) => name.slice(0, -'.yaml'.length));
}

/** A template of the repository. Throws `checklist.unknown-template`, `yaml.invalid` or `schema.invalid`. */
export async function templateAt(
  { git, store }: Pick<Deps, 'git' | 'store'>,
  view: View,
  name: string,
): Promise<ChecklistTemplate> {
  const path = templatePath(name);
  const entry = /^[a-z0-9-]+$/.test(name) ? await git.find(view.tip.tree, path) : undefined;
  if (entry === undefined || !entry.mode.startsWith('100')) {
    const known = await templateNames({ git }, view);
    throw new RgzError('checklist.unknown-template', `the repository has no template ${JSON.stringify(name)}`, {
      remedy:
        known.length > 0
          ? [`the templates are ${known.join(', ')}`]
          : ['an admin types: rgz checklist templates --add, which brings those of rgz'],
    });
  }
  return readTemplateFile({ store }, path, await git.readBlob(entry.oid));
}

/** A file that holds a template. Throws `yaml.invalid` or `schema.invalid` with every problem. */
async function readTemplateFile(
  { store }: Pick<Deps, 'store'>,
  path: string,
  bytes: Buffer,
): Promise<ChecklistTemplate> {
  const data = await store.parse<JsonObject>('ChecklistTemplate', bytes.toString('utf8'), path);
  const reading = readTemplate(data);
  if (reading.ok) return reading.template;
  const [first] = reading.problems;
  const code = 'schema.invalid';
  throw new RgzError(code, `${path} cannot be used: ${first?.message}`, {
    where: { file: path, pointer: first?.pointer ?? '' },
    explanations: reading.problems.map(({ pointer, message }) => ({ rule: code, message, pointer })),
  });
}

/** Whether a checklist could be opened from what lies at a path. */
export function isTemplateFile(path: string): boolean {
  return /^templates\/checklists\/[^/]+\.yaml$/.test(path);
}

/** What keeps a template from being used. */
export async function templateFaults(
  deps: Pick<Deps, 'store'>,
  path: string,
  bytes: Buffer,
): Promise<readonly Unreadable[]> {
  try {
    await readTemplateFile(deps, path, bytes);
    return [];
  } catch (error) {
    if (error instanceof RgzError && error.exitCode === 3) return problemsOf(error);
    throw error;
  }
}

/** What a checklist takes along of a template. */
export function pinned({ apiVersion: _version, kind: _kind, ...template }: ChecklistTemplate): JsonObject {
  return template as unknown as JsonObject;
}
