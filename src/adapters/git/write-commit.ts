import { RgzError } from '../../errors/rgz-error.ts';
import type { CommitDraft, CommitSigner, Oid } from '../../ports/git.ts';
import { commitPayload, messageText, personLine, signedCommit } from './commit-object.ts';
import { parseCommit } from './commit-text.ts';
import { editTree } from './edit-tree.ts';
import type { ObjectStore } from './object-store.ts';
import { plainWords } from './plain-words.ts';
import type { GitRunner } from './run-git.ts';

/** Writes the objects of a commit straight into the object store; no ref, index or file of the checkout changes. */
export async function writeCommit(
  store: ObjectStore,
  signWithGit: (fields: { tree: Oid; draft: CommitDraft; key: string | undefined }) => Promise<Oid>,
  draft: CommitDraft,
  signer: CommitSigner | undefined,
): Promise<Oid> {
  const base = draft.parent === undefined ? undefined : (await readBase(store, draft.parent)).tree;
  const tree = await editTree(store, base, draft.files);
  if (signer?.kind === 'git') return signWithGit({ tree, draft, key: signer.key });
  const payload = commitPayload({ ...draft, tree });
  if (signer === undefined) return store.write('commit', payload);
  const header = store.format === 'sha1' ? 'gpgsig' : 'gpgsig-sha256';
  return store.write('commit', signedCommit(payload, signer.sign(payload), header));
}

async function readBase(store: ObjectStore, parent: Oid) {
  return parseCommit(parent, await store.read(parent, 'commit'));
}

/** Lets Git make and sign the commit object: the way to agents, hardware keys and keys with a passphrase. */
export async function commitSignedByGit(
  git: GitRunner,
  config: readonly (readonly [string, string])[],
  { tree, draft, key }: { tree: Oid; draft: CommitDraft; key: string | undefined },
): Promise<Oid> {
  const parents = draft.parent === undefined ? [] : ['-p', draft.parent];
  const when = `@${Math.trunc(draft.at)} +0000`;
  const result = await git.run(['commit-tree', `-S${key ?? ''}`, ...parents, tree], {
    stdin: messageText(draft.message),
    config: [...config, ['gpg.format', 'ssh']],
    env: { ...personEnv('AUTHOR', draft.author, when), ...personEnv('COMMITTER', draft.committer, when) },
  });
  if (result.code === 0) return result.stdout.toString().trim();
  const words = plainWords(result.stderr);
  throw new RgzError('identity.signing-failed', 'Git could not sign the commit, so nothing was written.', {
    remedy: ['ssh-add -l', 'git config user.signingkey'],
    explanations: [{ rule: 'git commit-tree -S', message: words }],
  });
}

function personEnv(role: 'AUTHOR' | 'COMMITTER', person: CommitDraft['author'], when: string): Record<string, string> {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(personLine(person)) ?? [];
  return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: when };
}
