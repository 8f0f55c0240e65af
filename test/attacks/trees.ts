import type { Attack } from './attack.ts';

/** Ways to let a path be something else than the file it seems (promise 1, design §3). */
export const treeAttacks: readonly Attack[] = [
  {
    name: 'a record that is a symbolic link',
    promise: 1,
    finds: ['tree.not-a-file'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: { [forge.path(open)]: { mode: '120000', oid: forge.blob('../../../../README.md') } },
      }),
  },
  {
    name: 'a record that is a submodule',
    promise: 1,
    finds: ['tree.not-a-file'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'dora', files: { [forge.path(open)]: { mode: '160000', oid: forge.head } } }),
  },
  {
    name: 'a policy that is a submodule of which nothing is there',
    promise: 1,
    finds: ['tree.not-a-file'],
    tamper: (forge) =>
      forge.commit({
        by: 'ada',
        files: { '.rgz/policy.yaml': { mode: '160000', oid: 'ab'.repeat(forge.head.length / 2) } },
      }),
  },
  {
    name: 'the folder of the records replaced by a link',
    promise: 1,
    finds: ['record.deleted', 'tree.not-a-file'],
    tamper(forge) {
      const paths = forge.git('ls-tree', '-r', '--name-only', 'HEAD', 'requests').split('\n');
      const gone = Object.fromEntries(paths.map((path) => [path, null]));
      return forge.commit({
        by: 'dora',
        files: { ...gone, requests: { mode: '120000', oid: forge.blob('elsewhere') } },
      });
    },
  },
  {
    name: 'a record whose path differs only in case',
    promise: 1,
    finds: ['tree.unexpected-file'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: { [forge.path(open).replace('/PR-', '/pr-')]: forge.text(forge.path(open)) },
      }),
  },
  {
    name: 'a folder of records whose name differs only in case',
    promise: 1,
    finds: ['tree.unexpected-file'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: { [forge.path(open).replace('requests/', 'Requests/')]: forge.text(forge.path(open)) },
      }),
  },
  {
    name: 'a file among the records that is none',
    promise: 1,
    finds: ['tree.unexpected-file'],
    tamper: (forge) => forge.commit({ by: 'dora', files: { 'requests/prod/notes.txt': 'hidden\n' } }),
    twin: (forge) => forge.commit({ by: 'dora', files: { 'requests/README.md': '# requests\n' } }),
  },
  {
    name: 'a record moved to where another environment lies',
    promise: 2,
    finds: ['record.deleted', 'record.misplaced'],
    tamper: (forge, { approved }) => {
      const path = forge.path(approved);
      return forge.commit({ by: 'dora', files: { [path]: null, [path.replace('/prod/', '/dev/')]: forge.text(path) } });
    },
  },
  {
    name: 'a record that is no YAML as rgz reads it',
    promise: 10,
    finds: ['yaml.invalid'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'dora', files: { [forge.path(open)]: `${forge.text(forge.path(open))}spec: &twice {}\n` } }),
  },
  {
    name: 'an id in another spelling',
    promise: 5,
    finds: ['tree.unexpected-file'],
    tamper: (forge, { open }) => {
      const id = open.replace(/(?=\d{4}$)/, '0');
      return forge.commit({
        by: 'dora',
        files: { [forge.path(open).replace(open, id)]: forge.text(forge.path(open)).replaceAll(open, id) },
      });
    },
  },
  {
    name: 'a comment that turns text around',
    promise: 10,
    finds: ['yaml.invalid'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'dora', files: { [forge.path(open)]: `# \u202e\n${forge.text(forge.path(open))}` } }),
  },
  {
    name: 'an executable bit set on a record',
    promise: 7,
    finds: ['trail.unsigned'],
    tamper: (forge, { open }) => {
      const path = forge.path(open);
      const oid = forge.git('rev-parse', `HEAD:${path}`);
      return forge.commit({ by: 'dora', key: null, files: { [path]: { mode: '100755', oid } } });
    },
  },
];
