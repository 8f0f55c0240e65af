import type { FileFact, SumFact } from './launch-facts.ts';
import type { Situation } from './situation.ts';
import { passed, type Verdict } from './verdict.ts';

/** Whether every file that a record goes by is there and holds what it did then; undefined for kinds that go by none. */
export function dataAsBound({ kind, record, launch }: Situation): Verdict | undefined {
  if (kind.goesBy === undefined) return undefined;
  const claim = 'the files that it goes by are as they were when it took them up';
  const wanted = kind.goesBy(record);
  if (wanted.length === 0) return passed('data', claim, 'it goes by none yet');
  const there = new Map((launch?.files ?? []).map((each) => [each.path, each]));
  const altered = wanted.flatMap((each) => faultOf({ ...there.get(each.path), ...each }) ?? []);
  const known = new Map((launch?.sums ?? []).map((each) => [each.pointer, each]));
  const untrue = (kind.sums?.(record) ?? []).flatMap(({ pointer, says }) => {
    const why = sumFaultOf({ pointer, says, comesTo: known.get(pointer)?.comesTo });
    return why === undefined ? [] : [why];
  });
  const files = wanted.map(({ path }) => path);
  if (altered.length + untrue.length === 0) return passed('data', claim, `${files.join(', ')} are`, { files });
  const { id } = record.metadata;
  return {
    gate: 'data',
    claim,
    passed: false,
    because: [...altered.map(({ message }) => message), ...untrue].join('; '),
    values: { files },
    remedy: [
      ...altered.map(({ path }) => `git log --oneline -- ${path}   # who changed it: git revert <commit>`),
      `rgz log ${id}   # or take the new data up as another plan`,
    ],
  };
}

/** Why a digest that a record gives is not of what it has to be; undefined where it is. */
export function sumFaultOf({
  pointer,
  says,
  comesTo,
}: Omit<SumFact, 'comesTo'> & { comesTo: string | undefined }): string | undefined {
  if (comesTo === says) return undefined;
  const found = comesTo === undefined ? 'nobody has worked it out again' : `it comes to ${comesTo.slice(0, 12)}…`;
  return `${pointer} says ${says.slice(0, 12)}…, and ${found}`;
}

export interface FileFault {
  path: string;
  rule: 'data.missing' | 'data.altered';
  message: string;
}

/** What is wrong with a file that a record goes by. */
export function faultOf({ path, sha256, holds }: FileFact): FileFault | undefined {
  if (holds === sha256) return undefined;
  if (holds === undefined) return { path, rule: 'data.missing', message: `${path} is gone, or is no plain file` };
  const message = `${path} holds ${holds.slice(0, 12)}…, not ${sha256.slice(0, 12)}…`;
  return { path, rule: 'data.altered', message };
}
