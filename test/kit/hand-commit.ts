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

/** A repository with object ids of 64 digits keeps signatures under a name of its own. */
function headerFor(tree: string): string {
  return tree.length === 64 ? 'gpgsig-sha256' : 'gpgsig';
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
  return `${head}\n${headerFor(tree)} ${armoured.replaceAll('\n', '\n ')}${body}`;
}
