import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lookAtCheckout } from '../../../src/adapters/git/checkout-look/look-at-checkout.ts';
import { GitRunner } from '../../../src/adapters/git/run-git.ts';
import { sealedFile } from '../../../src/adapters/memory/sealed-file.ts';
import { Sandbox } from './sandbox.ts';

const tops = ['.rgz', 'requests', 'later'];
const files = {
  '.gitignore': '*.swp\n',
  '.rgz/policy.yaml': 'p\n',
  'requests/prod/a.yaml': 'one\n',
  'requests/prod/b.yaml': 'two\n',
  'requests/dev/c.yaml': 'three\n',
  'elsewhere/d': 'four\n',
};

class Checkout {
  readonly box = new Sandbox();
  readonly work = this.box.path('work');

  readonly format: 'sha1' | 'sha256';

  constructor(format: 'sha1' | 'sha256' = 'sha1') {
    this.format = format;
    this.repository('work', files);
  }

  repository(folder: string, holds: Record<string, string>): void {
    this.box.repository(folder, holds, `--object-format=${this.format}`);
  }

  git(...args: string[]): string {
    return this.box.git('work', ...args);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.work, path)), { recursive: true });
    writeFileSync(join(this.work, path), text);
  }

  /** What rgz finds. `later`: after so many milliseconds, so that what was looked at before may be relied on. */
  async look(later = 60_000): Promise<string[] | undefined> {
    const { format } = this;
    const gitDir = join(this.work, '.git');
    const repository = await this.box.open('work');
    if (later > 0) this.letTheClockMove();
    return lookAtCheckout(
      {
        git: new GitRunner(this.work, this.box.env, false),
        worktree: this.work,
        gitDir,
        format,
        memory: sealedFile(gitDir, 'checkout', 'test'),
        head: async () => this.git('rev-parse', 'HEAD^{tree}'),
        readTree: (oid) => repository.readTree(oid),
        now: () => Date.now() + later,
      },
      tops,
    );
  }

  status(): string[] {
    const args = [
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=all',
      '--ignore-submodules=dirty',
      '--no-renames',
    ];
    const lines = this.git(...args, '--', ...tops).split('\0');
    const paths = lines.filter(Boolean).map((line) => line.slice(3));
    return [...new Set(paths)].sort();
  }

  /** A file system keeps times in steps; what happens next has to fall into another one. */
  private letTheClockMove(): void {
    const file = this.box.path('clock');
    writeFileSync(file, '');
    const start = lstatSync(file, { bigint: true }).mtimeNs;
    while (lstatSync(file, { bigint: true }).mtimeNs === start) writeFileSync(file, 'x');
  }
}

type Deed = readonly [name: string, deed: (checkout: Checkout) => void];

const deeds: readonly Deed[] = [
  ['a file is edited in place', (at) => at.write('requests/prod/a.yaml', 'ONE\n')],
  [
    'a file is edited in place and given its old times',
    (at) => {
      const file = join(at.work, 'requests/prod/a.yaml');
      const { atime, mtime } = lstatSync(file);
      writeFileSync(file, 'eno\n');
      utimesSync(file, atime, mtime);
    },
  ],
  ['a file is put back', (at) => at.git('checkout', '-q', '--', 'requests/prod/a.yaml')],
  ['a file is only touched', (at) => utimesSync(join(at.work, 'requests/prod/b.yaml'), 1, 1)],
  ['a file comes', (at) => at.write('requests/prod/new.yaml', 'new\n')],
  ['a file comes into a new folder', (at) => at.write('requests/qa/2026/new.yaml', 'new\n')],
  ['a file comes into a top folder that was not there', (at) => at.write('later/x', 'x\n')],
  ['a file comes that is ignored', (at) => at.write('requests/prod/a.swp', 'x\n')],
  ['it is ignored no longer', (at) => at.write('.gitignore', '')],
  ['what came is put into the index', (at) => at.git('add', 'requests', 'later')],
  ['what came is committed', (at) => at.git('commit', '-qam', 'more')],
  ['a file is taken out of the index only', (at) => at.git('rm', '-q', '--cached', 'requests/prod/b.yaml')],
  ['and put back into it', (at) => at.git('reset', '-q')],
  ['a file goes', (at) => rmSync(join(at.work, 'requests/dev/c.yaml'))],
  ['it comes back', (at) => at.git('checkout', '-q', '--', 'requests')],
  ['a folder goes', (at) => rmSync(join(at.work, 'requests/dev'), { recursive: true })],
  ['a file stands where the folder was', (at) => at.write('requests/dev', 'no folder\n')],
  [
    'a link stands where the folder was',
    (at) => {
      rmSync(join(at.work, 'requests/dev'));
      symlinkSync('prod', join(at.work, 'requests/dev'));
    },
  ],
  [
    'all is put back',
    (at) => {
      rmSync(join(at.work, 'requests/dev'));
      at.git('checkout', '-q', '--', '.');
    },
  ],
  [
    'a file stands where a folder of folders was',
    (at) => {
      rmSync(join(at.work, 'requests/qa'), { recursive: true });
      at.write('requests/qa', 'no folder\n');
    },
  ],
  [
    'the folders are put back',
    (at) => {
      rmSync(join(at.work, 'requests/qa'));
      at.git('checkout', '-q', '--', '.');
    },
  ],
  [
    'a file becomes a link',
    (at) => {
      rmSync(join(at.work, 'requests/prod/a.yaml'));
      symlinkSync('b.yaml', join(at.work, 'requests/prod/a.yaml'));
    },
  ],
  [
    'a file becomes a folder',
    (at) => {
      rmSync(join(at.work, 'requests/prod/a.yaml'));
      at.write('requests/prod/a.yaml/inside', 'x\n');
    },
  ],
  [
    'all is put back again',
    (at) => {
      rmSync(join(at.work, 'requests/prod/a.yaml'), { recursive: true });
      at.git('checkout', '-q', '--', '.');
    },
  ],
  ['a file may be run', (at) => chmodSync(join(at.work, 'requests/prod/a.yaml'), 0o755)],
  [
    'a file gets another name',
    (at) => renameSync(join(at.work, 'requests/prod/a.yaml'), join(at.work, 'requests/prod/z.yaml')),
  ],
  [
    'two files change places',
    (at) => {
      at.git('checkout', '-q', '--', '.');
      const [one, other] = ['a', 'b'].map((name) => join(at.work, `requests/prod/${name}.yaml`)) as [string, string];
      renameSync(one, `${one}.tmp`);
      renameSync(other, one);
      renameSync(`${one}.tmp`, other);
    },
  ],
  ['a folder gets another name', (at) => renameSync(join(at.work, 'requests/prod'), join(at.work, 'requests/PROD'))],
  ['it gets its old one back', (at) => renameSync(join(at.work, 'requests/PROD'), join(at.work, 'requests/prod'))],
  ['a repository lies among the records', (at) => at.repository('work/requests/inner', { x: 'x\n' })],
  ['it is a submodule', (at) => at.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'requests/inner')],
  ['the submodule is committed', (at) => at.git('commit', '-qm', 'submodule')],
  ['the submodule is at another commit', (at) => at.box.commit('work/requests/inner', { x: 'y\n' })],
  ['an empty folder comes', (at) => mkdirSync(join(at.work, 'requests/empty'))],
  [
    'a file is meant to be added',
    (at) => {
      at.write('requests/prod/meant.yaml', 'x\n');
      at.git('add', '-N', 'requests/prod/meant.yaml');
    },
  ],
  [
    'a file was held to be unchanged for a while',
    (at) => {
      at.git('update-index', '--assume-unchanged', 'requests/prod/b.yaml');
      at.write('requests/prod/b.yaml', 'who looks\n');
      at.git('update-index', '--no-assume-unchanged', 'requests/prod/b.yaml');
    },
  ],
  [
    'a merge stops',
    (at) => {
      at.git('commit', '-qam', 'ours');
      at.git('switch', '-qc', 'side', 'HEAD~2');
      at.write('requests/prod/b.yaml', 'theirs\n');
      at.git('commit', '-qam', 'theirs');
      at.git('switch', '-q', '-');
      try {
        at.git('merge', '-q', 'side');
      } catch {
        // It cannot be merged.
      }
    },
  ],
  ['the merge is given up', (at) => at.git('merge', '--abort')],
  ['another commit is checked out', (at) => at.git('checkout', '-q', '--detach', 'HEAD~1')],
  ['the branch moves under the checkout', (at) => at.git('update-ref', '--no-deref', 'HEAD', 'HEAD~1')],
];

describe.each<[string, 'sha1' | 'sha256', string[][]]>([
  ['an index as Git makes it', 'sha1', []],
  ['an index of version 4', 'sha256', [['update-index', '--index-version', '4']]],
  [
    'an index whose end is noted',
    'sha1',
    [
      ['config', 'index.threads', '2'],
      ['update-index', '--force-write-index'],
    ],
  ],
])('with %s', (_what, format, setUp) => {
  it('tells what status tells, whatever happens to the checkout', async () => {
    const checkout = new Checkout(format);
    for (const args of setUp) checkout.git(...args);
    expect(await checkout.look()).toEqual([]);
    for (const [name, deed] of deeds) {
      deed(checkout);
      const told = checkout.status();
      expect([name, await checkout.look()]).toEqual([name, told]);
      expect([`${name}, again`, await checkout.look()]).toEqual([`${name}, again`, told]);
    }
  });
});

describe('a checkout', () => {
  it('is looked at again where it was looked at a moment ago', async () => {
    const checkout = new Checkout();
    for (let turn = 0; turn < 12; turn++) {
      expect(await checkout.look(0)).toEqual([]);
      checkout.write('requests/prod/new.yaml', 'x\n');
      expect(await checkout.look(0)).toEqual(['requests/prod/new.yaml']);
      rmSync(join(checkout.work, 'requests/prod/new.yaml'));
    }
  });

  it.each<[string, string[][]]>([
    ['keeps a part of its index elsewhere', [['update-index', '--split-index']]],
    ['is sparse', [['sparse-checkout', 'set', '--cone', '--sparse-index', 'requests/prod']]],
    ['lets Git remember what is untracked', [['update-index', '--untracked-cache']]],
    [
      'has an index without a checksum',
      [
        ['config', 'index.skipHash', 'true'],
        ['update-index', '--force-write-index'],
      ],
    ],
  ])('that %s is seen as status sees it, or left to status', async (_what, setUp) => {
    const checkout = new Checkout();
    expect(await checkout.look()).toEqual([]);
    for (const args of setUp) checkout.git(...args);
    for (const text of ['', 'ONE\n', 'two\n']) {
      if (text !== '') checkout.write('requests/prod/a.yaml', text);
      if (text === 'two\n') checkout.write('requests/prod/new.yaml', text);
      expect([checkout.status(), undefined]).toContainEqual(await checkout.look());
    }
  });

  it.each([['--assume-unchanged'], ['--skip-worktree']])('is compared also where Git was told %s', async (flag) => {
    for (const version of ['2', '4']) {
      const checkout = new Checkout();
      checkout.git('update-index', '--index-version', version);
      expect(await checkout.look()).toEqual([]);
      checkout.git('update-index', flag, 'requests/prod/a.yaml', 'requests/dev/c.yaml', 'elsewhere/d');
      expect(await checkout.look()).toEqual([]);
      checkout.write('requests/prod/a.yaml', 'ONE\n');
      checkout.write('elsewhere/d', 'FOUR\n');
      rmSync(join(checkout.work, 'requests/dev/c.yaml'));
      expect(checkout.status()).toEqual([]);
      // One that is left out is no change: that is how Git leaves files out of a sparse checkout.
      const gone = flag === '--skip-worktree' ? [] : ['requests/dev/c.yaml'];
      for (let turn = 0; turn < 2; turn++) expect(await checkout.look()).toEqual([...gone, 'requests/prod/a.yaml']);
    }
  });

  it('is not taken for another whose memory it was given', async () => {
    const [one, other] = [new Checkout(), new Checkout()];
    await one.look();
    other.write('requests/prod/new.yaml', 'x\n');
    cpSync(join(one.work, '.git/rgz'), join(other.work, '.git/rgz'), { recursive: true });
    expect(await other.look()).toEqual(['requests/prod/new.yaml']);
  });

  it('that was copied is left to status where very many files have other times', async () => {
    const checkout = new Checkout();
    for (let index = 0; index < 250; index++) checkout.write(`requests/dev/${index}.yaml`, `${index}\n`);
    checkout.git('add', '-A');
    checkout.git('commit', '-qm', 'many');
    cpSync(checkout.work, `${checkout.work}-2`, { recursive: true });
    rmSync(checkout.work, { recursive: true });
    renameSync(`${checkout.work}-2`, checkout.work);
    expect(await checkout.look()).toBeUndefined();
    expect(checkout.status()).toEqual([]);
  });
});
