import { stringify } from 'yaml';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';
import { type RawEntry, withRawTree } from './raw-tree.ts';

/** A commit by somebody without any right whose tree Git would not have written. */
function hidden(
  forge: Forge,
  folder: readonly string[],
  change: (entries: readonly RawEntry[]) => readonly RawEntry[],
) {
  const tree = withRawTree(forge, `${forge.head}^{tree}`, folder, change);
  return forge.commit({
    by: 'sam',
    key: null,
    rewriteUnsigned: (text) => text.replace(/^tree .*/, `tree ${tree}`),
  });
}

/** Ways to let one program see a file where another sees a different one, or none (promises 1 and 10). */
export const malformedTreeAttacks: readonly Attack[] = [
  {
    name: 'a record twice in its folder, the second as its requester would have opened it',
    promise: 1,
    finds: ['tree.malformed'],
    tamper(forge, { approved }) {
      const path = forge.path(approved).split('/');
      const name = path.pop() ?? '';
      const { status: _status, ...draft } = forge.record(approved);
      const second = forge.blob(stringify(draft));
      const tree = withRawTree(forge, `${forge.head}^{tree}`, path, (entries) =>
        entries.flatMap((entry): RawEntry[] => (entry[1] === name ? [entry, ['100644', name, second]] : [entry])),
      );
      return forge.commit({ by: 'dora', rewriteUnsigned: (text) => text.replace(/^tree .*/, `tree ${tree}`) });
    },
  },
  {
    name: 'a second file at the path of a record, written as one name with slashes',
    promise: 1,
    finds: ['tree.malformed'],
    tamper: (forge, { approved }) =>
      hidden(forge, [], (entries) => [...entries, ['100644', forge.path(approved), forge.blob('other\n')]]),
  },
  {
    name: 'the folder of the records with a mode that not every program knows',
    promise: 1,
    finds: ['tree.malformed'],
    tamper: (forge) =>
      hidden(forge, [], (entries) =>
        entries.map(([mode, name, oid]) => [name === 'requests' ? `0${mode}` : mode, name, oid]),
      ),
  },
  {
    name: 'a folder with the name of the one above',
    promise: 1,
    finds: ['tree.malformed'],
    tamper: (forge) =>
      hidden(forge, [], (entries) => [['40000', '..', forge.git('rev-parse', `${forge.head}:requests`)], ...entries]),
  },
  {
    name: 'a file and a folder of one name, with others between them',
    promise: 1,
    finds: ['tree.malformed'],
    tamper: (forge) => {
      const [file, tree] = [forge.blob('x\n'), forge.git('rev-parse', `${forge.head}:tenants`)];
      return hidden(forge, [], (entries) => [
        ...entries,
        ['100644', 'zoo', file],
        ['100644', 'zoo.md', file],
        ['40000', 'zoo', tree],
      ]);
    },
  },
];
