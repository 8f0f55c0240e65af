import type { Package } from '../package/open-package.ts';
import { readPart } from '../package/read-part.ts';
import { eachTag } from '../xml/each-tag.ts';

/** What one part says of another. */
export interface Relation {
  id: string;
  /** The last word of its address. */
  type: string;
  /** The name of the other part. */
  target: string;
}

/** Where the relations of a part lie; of the package itself for ''. */
export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** Those to other parts. What lies outside of the file (links to other workbooks, to pages) is never followed. */
export async function readRelations(from: Package, part: string): Promise<Relation[]> {
  const place = relationsPart(part);
  if (!from.has(place)) return [];
  const found: Relation[] = [];
  eachTag(await readPart(from, place), place, (name, attributes) => {
    if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
    const type = attributes.get('Type') ?? '';
    found.push({
      id: attributes.get('Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      target: targetOf(part, attributes.get('Target') ?? ''),
    });
  });
  return found;
}

function targetOf(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const folders = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '.' && step !== '') folders.push(step);
  }
  return folders.join('/');
}
