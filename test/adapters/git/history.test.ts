import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, Sandbox } from './sandbox.ts';

/** What `git log` says of a path: commit, blob after, blob before. */
function oracle(box: Sandbox, ...revisions: string[]): string[] {
  const commits = box
    .git('work', 'rev-list', ...revisions)
    .split('\n')
    .filter(Boolean);
  return commits.map((commit) => [commit, blob(box, commit), blob(box, `${commit}^1`)].join(' '));
}

function blob(box: Sandbox, commit: string): string {
  return (
    box
      .git(
        'work',
        'ls-tree',
        commit.replace('^1', '^{/}').endsWith('^{/}') ? parentOf(box, commit) : commit,
        'p/r.yaml',
      )
      .split(/[\s]/)[2] ?? '-'
  );
}

function parentOf(box: Sandbox, commit: string): string {
  const parent = box.git('work', 'rev-list', '--parents', '-1', commit.slice(0, -2)).split(' ')[1];
  return parent ?? box.gitWith('work', { input: '' }, 'hash-object', '-t', 'tree', '-w', '--stdin');
}

async function history(box: Sandbox, tip: string): Promise<string[]> {
  const repository = await box.open('work');
  const changes = await repository.historyOf(tip, 'p/r.yaml');
  return changes.map((change) => [change.commit, change.blob ?? '-', change.before ?? '-'].join(' '));
}

/** Commits made in one stream: each entry appends to the record, takes the last line back, or only touches another file. */
function grow(box: Sandbox, touches: readonly (boolean | 'back')[], first = true): void {
  let text = '';
  const stream = touches.map((step, index) => {
    const touch = step === 'back' ? text.includes('\n', text.indexOf('\n') + 1) : step;
    if (touch) text = step === 'back' ? text.replace(/.*\n$/, '') : `${text}event ${index}\n`;
    const change = touch ? ['p/r.yaml', text] : ['other', `${index}`];
    const from = index === 0 && !first ? 'from refs/heads/main^0\n' : '';
    return `commit refs/heads/main\ncommitter A <a@b> ${1_600_000_000 + index} +0000\ndata 1\nx\n${from}M 100644 inline ${change[0]}\ndata ${change[1]?.length}\n${change[1]}\n`;
  });
  box.gitWith('work', { input: stream.join('') }, 'fast-import', '--quiet');
}

describe('the history of a path', () => {
  it('is what git log says, however the changes lie on the line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 150 }), async (touches) => {
        const box = new Sandbox();
        box.git('.', 'init', '-q', 'work');
        grow(box, touches);
        expect(await history(box, 'main'.length ? box.git('work', 'rev-parse', 'main') : '')).toEqual(
          oracle(box, 'main', '--', 'p/r.yaml'),
        );
      }),
      { numRuns: 8 },
    );
  });

  it('holds what was changed and changed back, on a long line and on a short one', async () => {
    const step = fc.constantFrom<boolean | 'back'>(true, 'back', 'back', false, false);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 150 }), async (steps) => {
        const box = new Sandbox();
        box.git('.', 'init', '-q', 'work');
        grow(box, [true, ...steps]);
        expect(await history(box, box.git('work', 'rev-parse', 'main'))).toEqual(oracle(box, 'main', '--', 'p/r.yaml'));
      }),
      { numRuns: 12 },
    );
  });

  it('of many paths asked for together is that of each', async () => {
    const box = new Sandbox();
    box.git('.', 'init', '-q', 'work');
    const paths = ['p/0.yaml', 'p/1.yaml', 'p/2.yaml', 'q/3.yaml', '4.yaml'];
    const held = new Map<string, string>();
    const stream = Array.from({ length: 300 }, (_, index) => {
      const path = paths[index % 7 === 0 ? 0 : (index * 2) % paths.length] ?? '';
      const text = index % 3 === 1 ? (held.get(path) ?? '') : `${index}`;
      if (index % 3 !== 2) held.set(path, text);
      return `commit refs/heads/main\ncommitter A <a@b> ${1_600_000_000 + index} +0000\ndata 1\nx\nM 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
    });
    box.gitWith('work', { input: stream.join('') }, 'fast-import', '--quiet');
    const tip = box.git('work', 'rev-parse', 'main');
    const repository = await box.open('work');
    const together = await Promise.all(paths.map((path) => repository.historyOf(tip, path)));
    for (const [at, path] of paths.entries()) {
      const commits = box.git('work', 'rev-list', tip, '--', path).split('\n');
      expect(together[at]?.map(({ commit }) => commit)).toEqual(commits);
      for (const { commit, blob: is, before } of together[at] ?? []) {
        const object = (revision: string) => box.git('work', 'ls-tree', revision, path).split(/\s/)[2];
        expect([is, before]).toEqual([object(commit), commit === commits.at(-1) ? before : object(`${commit}^`)]);
      }
      expect(together[at]?.at(-1)?.before).toBeUndefined();
    }
  });

  it('follows merges into the sides that touched it', async () => {
    const box = new Sandbox();
    box.repository('work', { 'p/r.yaml': '1\n', other: 'o\n' });
    for (const index of [1, 2, 3]) {
      box.git('work', 'switch', '-q', '-c', `side${index}`);
      box.commit('work', { 'p/r.yaml': `${index}a\n` });
      box.commit('work', { other: `${index}\n` });
      box.commit('work', { 'p/r.yaml': `${index}b\n` });
      box.git('work', 'switch', '-q', 'main');
      box.commit('work', { [`main${index}`]: 'x' });
      box.git('work', 'merge', '-q', '--no-ff', '-m', 'merge', `side${index}`);
    }
    const found = await history(box, box.git('work', 'rev-parse', 'HEAD'));
    expect(found.toSorted()).toEqual(
      oracle(box, '--full-history', '-m', 'HEAD', '--', 'p/r.yaml')
        .concat(
          box
            .git('work', 'rev-list', '--first-parent', '--merges', 'HEAD')
            .split('\n')
            .map((commit) => [commit, blob(box, commit), blob(box, `${commit}^1`)].join(' ')),
        )
        .filter((line, index, all) => all.indexOf(line) === index)
        .toSorted(),
    );
    expect(found.length).toBe(10);
    expect(found[0]).toContain(box.git('work', 'rev-parse', 'HEAD'));
  });

  it('ends where the path was added, begins where it was deleted, and is empty for one that never was', async () => {
    const box = new Sandbox();
    box.repository('work', { 'p/r.yaml': '0\n' });
    box.commit('work', { 'p/r.yaml': null, x: '1' });
    box.commit('work', { 'p/r.yaml': '1\n' });
    const second = box.commit('work', { 'p/r.yaml': '2\n' });
    const deleted = box.commit('work', { 'p/r.yaml': null });
    const tip = box.commit('work', { x: '2' });
    expect((await history(box, second)).length).toBe(2);
    const found = await history(box, tip);
    expect(found.length).toBe(3);
    expect(found[0]).toMatch(new RegExp(`^${deleted} - `));
    const repository = await box.open('work');
    expect(await repository.historyOf(tip, 'none')).toEqual([]);
    expect(await failure(repository.historyOf(tip, 'a\nb'))).toMatchObject({ code: 'input.invalid' });
  });
});
