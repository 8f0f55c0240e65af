import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listSummaries, type SummaryReaders } from '../../../src/adapters/records/summaries.ts';
import { ShardMemory } from '../../../src/adapters/records/summary-shard.ts';
import { TreeMemory } from '../../../src/adapters/records/tree-memory.ts';
import { unreadable } from '../../../src/domain/summary.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { makeFolder } from '../../kit/folder.ts';

class Counted extends ShardMemory {
  looks = 0;

  override holds(path: string, tree: string): boolean {
    this.looks += 1;
    return super.holds(path, tree);
  }
}

/** Months in which one folder holds requests, all of them known, and another what is of another kind. */
function readersOf(months: number): SummaryReaders & { memory: Counted } {
  const folder = makeFolder();
  const memory = new Counted(folder, 'test');
  const trees = new Map<string, { name: string; mode: string; oid: string }[]>();
  const put = (path: string) => {
    const names = path.split('/');
    for (const [at, name] of names.entries()) {
      const above = names.slice(0, at).join('/');
      const entries = trees.get(above) ?? [];
      trees.set(above, entries);
      const oid = [above, name].filter(Boolean).join('/');
      const mode = at === names.length - 1 ? '100644' : '40000';
      if (!entries.some((each) => each.name === name)) entries.push({ name, mode, oid });
    }
  };
  for (let at = 0; at < months; at += 1) {
    const month = `${2020 + Math.floor(at / 12)}/${String((at % 12) + 1).padStart(2, '0')}`;
    const number = `${month.slice(0, 4)}-${String(at + 1).padStart(4, '0')}`;
    put(`requests/onboarding/${month}/OB-${number}.yaml`);
    const name = `PR-${number}.yaml`;
    const path = `requests/prod/${month}/${name}`;
    put(path);
    const there = `requests/prod/${month}`;
    memory.remember(there, there, [{ name, blob: path, summary: unreadable(promotion, path) }]);
  }
  const git = {
    readTree: async (tree: string) => trees.get(tree) ?? [],
    async *readBlobs(): AsyncGenerator<Buffer> {},
  } as unknown as SummaryReaders['git'];
  return { git, kinds, memory, trees: new TreeMemory(join(folder, 'trees'), 'test') } as unknown as SummaryReaders & {
    memory: Counted;
  };
}

test('what of other kinds lies beside those of a list is looked for once in all, however many folders there are', async () => {
  const months = 96;
  const readers = readersOf(months);
  let count = 0;
  for await (const batch of listSummaries(readers, '', { kind: promotion.kind })) count += batch.length;
  expect(count).toBe(months);
  expect(readers.memory.looks).toBeLessThan(10 * months);
});
