import { stringify } from 'yaml';
import { createChecklist, templatePath, tiny } from '../kit/checklists.ts';
import { makeRepository, type RepositoryOptions } from '../kit/repository.ts';
import { Forge } from './forge.ts';

/** The records of the legitimate repository, by what they are good for. */
export interface Base {
  /** By dora, low, approved by carl. */
  approved: string;
  /** By dora, critical: two people have to approve, and cleo has. */
  half: string;
  /** By dora, low, nobody has decided. */
  open: string;
  /** By dan for the other tenant, low, nobody has decided. */
  retail: string;
  /** By cleo, who could approve but for that. */
  own: string;
  /** The file of a checklist by dora, with one point done and one under way. */
  list: string;
}

/** A signed repository, every commit of it made by rgz but the policy with the cast. */
export async function makeLegitimate(
  objectFormat: NonNullable<RepositoryOptions['objectFormat']>,
): Promise<{ forge: Forge; base: Base }> {
  const repository = await makeRepository({ identity: 'signed', remote: false, objectFormat });
  const base = {
    approved: await repository.request(),
    half: await repository.request('dora', { impact: 'critical' }),
    open: await repository.request(),
    retail: await repository.request('dan', { tenant: 'tenant-retail' }),
    own: await repository.request('cleo'),
    list: 'checklists/tiny/site-1.yaml',
  };
  (await repository.rgz('carl', 'approve', base.approved, '--comment', 'looks good')).orThrow();
  (await repository.rgz('cleo', 'approve', base.half)).orThrow();
  repository.commit('ada', { files: { [templatePath]: stringify(tiny) }, message: 'templates: tiny' });
  await createChecklist(repository);
  const set = ['checklist', 'set', 'tiny/site-1'];
  (await repository.rgz('dora', ...set, 'plain', '--status', 'completed')).orThrow();
  (await repository.rgz('dora', ...set, 'extra', '--status', 'in_progress')).orThrow();
  return { forge: new Forge(repository), base };
}
