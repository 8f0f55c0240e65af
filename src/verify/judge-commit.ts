import type { Actor, Contribution } from '../domain/contributors.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { LaunchFacts } from '../domain/launch-facts.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reading, Unreadable, Version } from '../domain/reading.ts';
import type { Trailers } from '../domain/trailers.ts';
import type { Maker } from './change.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { judgeChange } from './judge-change.ts';
import { type CommitForm, judgeCommitForm } from './judge-commit-form.ts';
import { judgeDeleted } from './judge-loss.ts';
import { judgePolicyChange, judgeRight } from './judge-policy-change.ts';
import { judgeReferences, type Surroundings } from './judge-references.ts';
import { judgeSignature, type SignatureFact } from './judge-signature.ts';
import { type Done, judgeTrailers } from './judge-trailers.ts';
import { judgeReading, judgeVersion, tellUnreadable } from './version.ts';

/** One governed file in one commit. */
export type GovernedChange =
  | {
      what: 'record';
      path: string;
      kind: KindDefinition;
      before: Version | undefined;
      /** undefined: deleted. */
      after: Reading | undefined;
      contributions: readonly Contribution[];
      added: { author: string; commit: string } | undefined;
      /** Where else the id of a new record lies already. */
      elsewhere: readonly string[];
      /** What it may refer to; undefined where the spec is as it was before. */
      around: Surroundings | undefined;
      /** What a launch in this commit found at the parent. */
      launch?: LaunchFacts | undefined;
    }
  | { what: 'policy'; path: string; after: Policy | undefined }
  | { what: 'settings'; path: string; deleted: boolean; faults: readonly Unreadable[] };

/** Everything the rules look at in one commit that is no merge. */
export interface CommitFacts extends CommitForm {
  author: string;
  committer: string;
  trailers: Trailers;
  signature: SignatureFact;
  /** At the parent; undefined where it could not be used, so that nothing was allowed. */
  policy: Policy | undefined;
  changes: readonly GovernedChange[];
  /** Files of settings that an event of the commit writes, just as they are: its right is enough. */
  granted?: ReadonlySet<string>;
}

/** Holds one commit against every rule of transition and trail. */
export function judgeCommit(facts: CommitFacts): readonly Finding[] {
  const { commit, author, committer, changes, policy, signature } = facts;
  const first = changes[0];
  if (first === undefined) return [];
  const place = { file: first.path, commit };
  const form = judgeCommitForm(facts, first.path);
  if (facts.malformed !== undefined) return form;
  if (policy === undefined)
    return [finding('policy.invalid', 'the policy at the parent cannot be used, so nothing was allowed', place)];
  const key = signature.kind === 'good' ? signature.key : undefined;
  const actor: Actor = { email: author, name: author, key, committer };
  const maker: Maker = { commit, actor, at: facts.at, policy };
  return [
    ...judgeSignature(policy, author, signature, place),
    ...form,
    ...judgeTrailers(facts.trailers, doneBy(changes), maker, place),
    ...changes.flatMap((change) => judgeGoverned(change, maker, facts.granted?.has(change.path) === true)),
  ];
}

function doneBy(changes: readonly GovernedChange[]): Done {
  const done = changes.flatMap((change): [string, string[]][] => {
    if (change.what !== 'record') return [];
    const { kind, path, before, after } = change;
    const history = after?.kind === 'version' ? (after.version.record.status?.history ?? []) : [];
    const added = history.slice(before?.record.status?.history.length ?? 0);
    return [[kind.recognise(path)?.id ?? path, added.map(({ action }) => action)]];
  });
  return new Map(done);
}

function judgeGoverned(change: GovernedChange, maker: Maker, granted: boolean): readonly Finding[] {
  const { path } = change;
  const { commit, actor, policy } = maker;
  const place = { file: path, commit };
  if (change.what === 'policy') return judgePolicyChange(policy, change.after, actor.email, place);
  if (change.what === 'settings') {
    return [
      ...(granted ? [] : judgeRight(policy, actor.email, 'config.change', place)),
      ...(change.deleted ? judgeLoss(path, place) : []),
      ...tellUnreadable(change.faults, place),
    ];
  }
  if (change.after === undefined) return judgeDeleted(place);
  const others = change.elsewhere.map((other) =>
    finding('record.duplicate-id', `the id of the new record lies already at ${other}`, place),
  );
  if (change.after.kind === 'unreadable') return [...others, ...judgeReading(change.after, place)];
  const { version } = change.after;
  const { record } = version;
  return [
    ...others,
    ...judgeVersion(version, place),
    ...judgeChange({ ...change, after: version }, maker),
    ...(change.around === undefined ? [] : judgeReferences(change.around, change.kind, record, place)),
  ];
}

/** Records stand on the configuration and on their tenants, so that neither goes. */
function judgeLoss(path: string, place: Place): readonly Finding[] {
  if (path === '.rgz/config.yaml') return [finding('repository.unadopted', 'the configuration was deleted', place)];
  if (path.startsWith('tenants/')) return judgeDeleted(place);
  return [];
}
