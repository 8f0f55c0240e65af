import { passed, type Verdict } from '../domain/verdict.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { type Pointing, type Prove, type ProvingDeps, proveKept } from './prove-evidence.ts';

type Loaded = Pick<LoadedRecord, 'kind' | 'record'>;

/** Why a record cannot be taken by its evidence, following on "its evidence …"; undefined where all is there and unaltered. */
export async function evidenceProblem(
  deps: ProvingDeps,
  view: View,
  { kind, record }: Loaded,
): Promise<string | undefined> {
  const wanted = kind.attached?.(record) ?? [];
  if (wanted.length === 0) return undefined;
  const there = await view.attachments();
  const elsewhere: Pointing[] = [];
  for (const { digest, type } of wanted) {
    const files = there.get(digest);
    if (files === undefined) return `${digest.slice(0, 12)}… is gone`;
    const typeOf = ({ path }: { path: string }) => kind.attachmentType?.(path);
    const file = files.find((each) => type === undefined || typeOf(each) === type);
    if (file === undefined) return `${digest.slice(0, 12)}… is ${typeOf(files[0])}, and not ${type}`;
    const bytes = await deps.git.readBlob(file.blob);
    if (kind.pointsElsewhere?.(file.path)) elsewhere.push({ path: file.path, bytes });
    else if (deps.store.digestOfBytes(bytes) !== digest) return `${digest.slice(0, 12)}… was altered`;
  }
  const prove = deps.prove ?? ((...asked: Parameters<Prove>) => proveKept(deps, ...asked));
  const [problem] = (await prove(view, elsewhere)).values();
  return problem?.because;
}

/** The gate before a vote on what goes by files; undefined for a record of a kind that has none. */
export async function judgeEvidence(deps: ProvingDeps, view: View, loaded: Loaded): Promise<Verdict | undefined> {
  if (loaded.kind.attached === undefined) return undefined;
  const claim = 'all evidence is there, and is what it was';
  const because = await evidenceProblem(deps, view, loaded);
  if (because === undefined) return passed('evidence', claim, 'it is');
  return {
    gate: 'evidence',
    claim,
    passed: false,
    code: 'evidence.unproven',
    because: `the evidence of ${loaded.record.metadata.id} ${because}`,
    values: {},
    remedy: ['rgz check', `rgz checklist show ${loaded.record.metadata.id}`],
  };
}
