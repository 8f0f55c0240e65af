import type { Identity, Oid } from '../../ports/git.ts';

export interface CommitFields {
  tree: Oid;
  parent: Oid | undefined;
  author: Identity;
  committer: Identity;
  at: number;
  message: string;
}

/** The bytes of a commit without its signature: what a signer signs. */
export function commitPayload(fields: CommitFields): Buffer {
  const parent = fields.parent === undefined ? '' : `parent ${fields.parent}\n`;
  const when = `${Math.trunc(fields.at)} +0000`;
  const author = `author ${personLine(fields.author)} ${when}\n`;
  const committer = `committer ${personLine(fields.committer)} ${when}\n`;
  return Buffer.from(`tree ${fields.tree}\n${parent}${author}${committer}\n${messageText(fields.message)}`);
}

/** Puts a signature into a commit as its last header, its lines folded by a leading space. */
export function signedCommit(payload: Buffer, armoured: string, header: 'gpgsig' | 'gpgsig-sha256'): Buffer {
  const end = payload.indexOf('\n\n') + 1;
  const folded = armoured.replace(/\r\n/g, '\n').trimEnd().split('\n').join('\n ');
  return Buffer.concat([payload.subarray(0, end), Buffer.from(`${header} ${folded}\n`), payload.subarray(end)]);
}

/** A person as Git would write them: nothing that ends the line or the brackets, no stray marks at the ends. */
export function personLine(person: Identity): string {
  const email = withoutCrud(person.email);
  return `${withoutCrud(person.name) || email || 'unknown'} <${email}>`;
}

/** A message ends with one newline and can't hold a NUL, which would cut it short for Git. */
export function messageText(message: string): string {
  return `${message.replaceAll('\0', '').trimEnd()}\n`;
}

function withoutCrud(text: string): string {
  const line = text.replace(/[<>\n\r\0]/g, '');
  return line.replace(/^[\p{Cc} .,:;"\\']+|[\p{Cc} .,:;"\\']+$/gu, '');
}
