import { RgzError } from '../errors/rgz-error.ts';
import { kinds } from '../kinds/index.ts';
import type { LostRecord, View } from '../ports/records.ts';

/** So many commits are looked through for one that deleted it: most ids that no record has are slips. */
const newest = 1_000;

/** The answer where no record has the id: whether history had one, and what leads on. */
export async function unknownRecord(view: View, id: string): Promise<RgzError> {
  const lost = await view.lost(id, newest);
  if (lost !== undefined && lost !== 'older')
    return new RgzError('record.unknown', `there is no record ${lost.id} any more: ${describeLoss(lost)}`, {
      where: { file: lost.path },
      remedy: [`${showLost(lost)}   # what it said`, `rgz audit ${lost.id}`],
    });
  const shown = id.length > 60 ? `${id.slice(0, 60)}…` : id;
  return new RgzError('record.unknown', `there is no record ${JSON.stringify(shown)}`, {
    remedy: [
      listOf(id),
      'git fetch, if it was made elsewhere a moment ago',
      ...(lost === 'older' ? [`rgz audit ${shown.trim()}, if it was deleted long ago`] : []),
    ],
  });
}

export function describeLoss({ commit, author }: Pick<LostRecord, 'commit' | 'author'>): string {
  return `it was deleted in commit ${commit.slice(0, 12)} by ${author}`;
}

export function showLost({ commit, path }: Pick<LostRecord, 'commit' | 'path'>): string {
  return `git show ${commit.slice(0, 12)}^:${path}`;
}

/** The list in which somebody finds the id that they meant. */
function listOf(id: string): string {
  const meant = kinds.find(({ prefix, named }) => named?.refer(id) ?? id.trim().toUpperCase().startsWith(`${prefix}-`));
  return meant?.commands.list ?? 'rgz request list';
}
