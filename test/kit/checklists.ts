import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { makeRepository, type Repository, type RepositoryOptions } from './repository.ts';

/** A picture of one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A template of three points, so that a test can complete it in a few steps. */
export const tiny = {
  apiVersion: 'rgz.dev/v1',
  kind: 'ChecklistTemplate',
  name: 'tiny',
  title: { en: 'Tiny', fr: 'Petit' },
  categories: [
    {
      id: 'all',
      title: { en: 'All', fr: 'Tout' },
      items: [
        { id: 'photo', title: { en: 'A photo shows it', fr: 'Une photo le montre' }, evidence: 'image' },
        { id: 'plain', title: { en: 'It is plain' } },
        { id: 'extra', title: { en: 'It may be needed' } },
      ],
    },
  ],
};

export const templatePath = 'templates/checklists/tiny.yaml';

/** Dora works on checklists, Carl validates as well, Cleo and Cora decide. */
export async function stageChecklists(options: RepositoryOptions = {}): Promise<Repository> {
  const repository = await makeRepository(options);
  repository.commit('ada', {
    files: { [templatePath]: stringify(tiny) },
    message: 'templates: tiny',
  });
  return repository;
}

export async function createChecklist(repository: Repository, template = 'tiny', subject = 'site-1') {
  const flags = ['--template', template, '--subject', subject, '--tenant', 'tenant-finance'];
  return (await repository.rgz('dora', 'checklist', 'create', ...flags)).orThrow();
}

/** All points done, the photo attached. */
export async function completeChecklist(repository: Repository, env: Record<string, string> = {}): Promise<void> {
  await createChecklist(repository);
  writeFileSync(join(repository.root, 'photo.png'), png);
  for (const item of ['photo', 'plain', 'extra'])
    (await repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', item, '--status', 'completed')).orThrow();
  const file = join(repository.root, 'photo.png');
  (await repository.run('dora', ['checklist', 'evidence', 'tiny/site-1', 'photo', file], { env })).orThrow();
}
