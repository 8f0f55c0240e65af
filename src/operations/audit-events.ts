import type { KindDefinition } from '../domain/kind.ts';
import type { Finding } from '../verify/finding.ts';
import { rules } from '../verify/rules.ts';
import { governs } from './governed-paths.ts';
import type { JudgedCommit } from './judge-history.ts';
import type { JudgedRecord } from './record-steps.ts';

/** One line of the trail: something that happened to a record or to the rules, and what proves it. */
export interface AuditEvent {
  /** The id of a record, or the path of another governed file; empty for a merge as such. */
  record: string;
  action: string;
  at: string;
  by: string;
  /** Of the spec that the event names, or that a change by hand left. */
  digest: string | null;
  commit: string;
  author: string;
  committer: string;
  /** The person whose listed key made the signature. */
  signer: string | null;
  signature: JudgedCommit['signature']['kind'];
  /** `ok`, `anchor` (the adoption, taken for granted), `unverified` (it came with the adoption), or the rules that are not kept. */
  verdict: string;
}

type Done = Pick<AuditEvent, 'record' | 'action'> &
  Partial<Pick<AuditEvent, 'at' | 'by' | 'digest'>> & { path: string };

/** What one judged commit did, an event a line. Nothing for one that touches nothing governed. */
export function auditEvents(kinds: readonly KindDefinition[], judged: JudgedCommit): readonly AuditEvent[] {
  const { commit, findings, signer, signature } = judged;
  const { author, committer } = commit;
  return done(kinds, judged).map(({ path, ...event }) => ({
    at: new Date(committer.at * 1000).toISOString().replace('.000Z', 'Z'),
    by: author.email,
    digest: null,
    ...event,
    commit: commit.oid,
    author: author.email,
    committer: committer.email,
    signer: signer ?? null,
    signature: signature.kind,
    verdict: judged.place === 'anchor' ? (path === '' ? 'anchor' : 'unverified') : verdictOn(path, findings),
  }));
}

function done(kinds: readonly KindDefinition[], judged: JudgedCommit): readonly Done[] {
  const { place, records, findings, commit } = judged;
  const events = records.flatMap((record) => recordEvents(record, findings));
  if (place === 'anchor') return [{ path: '', record: '', action: 'adopted' }, ...events];
  const governed = commit.changes.flat().filter((change) => governs(kinds, change.path) !== undefined);
  if (governed.length === 0)
    return findings.map(({ file: path }) => ({ path, record: path, action: 'made unreadable' }));
  if (commit.parents.length > 1) {
    const broken = [...new Set(findings.map((each) => each.file))];
    return (broken.length === 0 ? [''] : broken).map((path) => ({ path, record: path, action: 'merged' }));
  }
  const told = new Set(records.map((record) => record.path));
  const others = governed
    .filter((change) => !told.has(change.path))
    .map(({ path, after }) => ({ path, record: path, action: after === undefined ? 'deleted' : 'changed' }));
  return [...events, ...others];
}

function recordEvents({ path, id, before, reading }: JudgedRecord, findings: readonly Finding[]): readonly Done[] {
  const one = (action: string, digest: string | null = null) => [{ path, record: id, action, digest }];
  if (reading === undefined) return one('deleted');
  if (reading.kind === 'unreadable') return one('made unreadable');
  const { record, digest } = reading.version;
  const mine = findings.filter((each) => each.file === path);
  if (mine.some((each) => each.rule === 'history.rewritten')) return one('history rewritten', digest);
  const events = (record.status?.history ?? []).slice(before?.record.status?.history.length ?? 0);
  if (events.length === 0) return one(before === undefined ? 'added by hand' : 'edited by hand', digest);
  return events.map((event) => ({
    path,
    record: id,
    action: event.action,
    at: event.at,
    by: event.by,
    digest: event.digest ?? null,
  }));
}

/** What is wrong with the commit as a whole is wrong with everything in it. */
function verdictOn(path: string, findings: readonly Finding[]): string {
  const codes = findings
    .filter(({ file, rule }) => file === path || rules[rule].about === 'trail' || rule === 'policy.invalid')
    .map(({ rule }) => rule);
  return codes.length === 0 ? 'ok' : [...new Set(codes)].join(' ');
}
