import type { CommitInfo, Identity, Oid } from '../../ports/git.ts';
import { faultOfCommit } from './commit-form.ts';

/**
 * Reads a commit object the way Git does: tree, parents, author and committer count only in their fixed places, and
 * the signed payload is everything but the signature headers. Odd people and dates come out empty or zero, not as errors.
 */
export function parseCommit(oid: Oid, data: Buffer): CommitInfo {
  const bodyAt = data.indexOf('\n\n');
  const head = data.toString('utf8', 0, bodyAt < 0 ? data.length : bodyAt).split('\n');
  let line = 0;
  const take = (name: string): string | undefined =>
    head[line]?.startsWith(`${name} `) ? head[line++]?.slice(name.length + 1) : undefined;
  const tree = take('tree') ?? '';
  const parents: Oid[] = [];
  for (let parent = take('parent'); parent !== undefined; parent = take('parent')) parents.push(parent);
  const author = parsePerson(take('author'));
  const committer = parsePerson(take('committer'));
  const message = bodyAt < 0 ? '' : data.toString('utf8', bodyAt + 2, data.length);
  const malformed = faultOfCommit(data, head);
  const commit = {
    ...{ oid, tree, parents, author, committer, message },
    ...(malformed === undefined ? {} : { malformed }),
  };
  const signature = head.some((each) => each.startsWith('gpgsig')) ? splitSignature(data) : undefined;
  return signature === undefined ? commit : { ...commit, signature };
}

function parsePerson(written = ''): Identity & { at: number } {
  const open = written.indexOf('<');
  const close = written.indexOf('>', open);
  if (open < 0 || close < 0) return { name: written.trim(), email: '', at: 0 };
  const at = /^\s*(\d{1,15})\b/.exec(written.slice(written.lastIndexOf('>') + 1))?.[1];
  return { name: written.slice(0, open).trim(), email: written.slice(open + 1, close).trim(), at: Number(at ?? 0) };
}

/** Cuts the signature out of a commit's bytes; what is left is what was signed. */
function splitSignature(data: Buffer): CommitInfo['signature'] {
  const armoured: Buffer[] = [];
  const payload: Buffer[] = [];
  let inside: 'signature' | 'other' | undefined;
  const wanted = data.indexOf('tree ') === 0 && data.indexOf('\n') === 69 ? 'gpgsig-sha256 ' : 'gpgsig ';
  for (let at = 0; at < data.length; ) {
    const end = data.indexOf(0x0a, at);
    const next = end < 0 ? data.length : end + 1;
    const line = data.subarray(at, next);
    at = next;
    if (inside !== undefined && line[0] === 0x20) {
      if (inside === 'signature') armoured.push(line.subarray(1));
      continue;
    }
    inside = undefined;
    if (line.indexOf(wanted) === 0) {
      inside = 'signature';
      armoured.push(line.subarray(wanted.length));
    } else if (line.indexOf('gpgsig') === 0) {
      inside = 'other';
    } else if (line.length === 1) {
      payload.push(line, data.subarray(at));
      break;
    } else payload.push(line);
  }
  if (armoured.length === 0) return undefined;
  return { armoured: Buffer.concat(armoured).toString(), payload: Buffer.concat(payload) };
}
