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

const [newline, space, g] = [0x0a, 0x20, 0x67];

/** Cuts the signature out of a commit's bytes; what is left is what was signed. */
function splitSignature(data: Buffer): CommitInfo['signature'] {
  const armoured: Buffer[] = [];
  const payload: Buffer[] = [];
  const wanted = data.indexOf('tree ') === 0 && data.indexOf('\n') === 69 ? 'gpgsig-sha256 ' : 'gpgsig ';
  let inside: 'signature' | 'other' | undefined;
  /** Where the bytes begin that are signed and not yet taken. */
  let from = 0;
  for (let at = 0; at < data.length && data[at] !== newline; ) {
    const end = data.indexOf(newline, at);
    const next = end < 0 ? data.length : end + 1;
    if (inside !== undefined && data[at] === space) {
      if (inside === 'signature') armoured.push(data.subarray(at + 1, next));
      from = next;
    } else {
      inside = undefined;
      const name = data[at] === g ? data.toString('latin1', at, Math.min(next, at + wanted.length)) : '';
      if (name.startsWith('gpgsig')) {
        inside = name === wanted ? 'signature' : 'other';
        if (inside === 'signature') armoured.push(data.subarray(at + wanted.length, next));
        payload.push(data.subarray(from, at));
        from = next;
      }
    }
    at = next;
  }
  if (armoured.length === 0) return undefined;
  payload.push(data.subarray(from));
  return { armoured: Buffer.concat(armoured).toString(), payload: Buffer.concat(payload) };
}
