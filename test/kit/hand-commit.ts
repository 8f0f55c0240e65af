import type { SshKey } from './ssh-keys.ts';

export interface HandCommit {
  tree: string;
  parents: readonly string[];
  author: { name: string; email: string };
  committer: { name: string; email: string };
  /** Unix seconds. */
  at: number;
  message: string;
  key: SshKey | undefined;
}

/** The bytes of a commit object, signed in-process where a key is given: a test may forge any commit it likes. */
export function commitText({ tree, parents, author, committer, at, message, key }: HandCommit): string {
  const person = ({ name, email }: HandCommit['author']) => `${name} <${email}> ${at} +0000`;
  const head = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${person(author)}`,
    `committer ${person(committer)}`,
  ].join('\n');
  const body = `\n\n${message.endsWith('\n') ? message : `${message}\n`}`;
  if (key === undefined) return head + body;
  const armoured = key.sign(head + body).trimEnd();
  return `${head}\ngpgsig ${armoured.replaceAll('\n', '\n ')}${body}`;
}
