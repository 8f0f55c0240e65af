import type { Json } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { CheckoutOutcome, CommitSigner, GitIdentity, GitRepository, Oid } from '../ports/git.ts';
import type { ReadSkeleton } from '../ports/skeleton.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';

export interface InitDeps extends Pick<Deps, 'git' | 'store' | 'clock' | 'loadSigner'> {
  readSkeleton: ReadSkeleton;
}

export interface InitOptions {
  admin: string;
  name?: string;
  /** A public key of the admin, `type base64`. */
  key?: string;
  identity?: 'signed' | 'author';
  tenants: readonly string[];
}

export interface Initialised {
  /** false: it was a records repository already, and nothing was changed. */
  created: boolean;
  identity: 'signed' | 'author';
  commit: Oid | undefined;
  checkout: CheckoutOutcome | undefined;
}

const group = 'rgz.dev/v1';

/**
 * Makes the branch a records repository, in one commit. One that is it already stays as it is; only a checkout that an
 * init left behind when it was killed gets its files.
 */
export async function initRepository(deps: InitDeps, options: InitOptions): Promise<Initialised> {
  const { git, store, clock } = deps;
  await refreshIfThere(git);
  const tip = await git.tip('write');
  if (tip !== undefined && (await git.find(tip.tree, '.rgz/config.yaml')) !== undefined) {
    const { identity } = await (await store.view('write')).policy();
    return { created: false, identity, commit: undefined, checkout: await git.syncCheckout(tip.commit, tip.commit) };
  }
  const who = await identityOr(git, options.admin);
  const { identity, key, signer } = await chooseIdentity(deps, who, options);
  const files = await filesFor(deps, options, identity, key);
  for (const path of files.keys()) {
    if (tip !== undefined && (await git.find(tip.tree, path)) !== undefined) files.delete(path);
  }
  const message = commitMessage(`rgz: records repository, administered by ${options.admin}`, {
    record: 'repository',
    action: 'initialised',
    actor: who.author.email,
  });
  const at = Math.floor(Date.parse(clock.now()) / 1000);
  const commit = await git.writeCommit(
    { parent: tip?.commit, files, message, author: who.author, committer: who.committer, at },
    signer,
  );
  if ((await git.advance(tip?.commit, commit)) === 'lost') {
    throw new RgzError('git.push-lost', 'somebody else wrote the first commit a moment ago; nothing was written', {
      remedy: ['git fetch', 'rgz init'],
    });
  }
  return { created: true, identity, commit, checkout: await git.syncCheckout(tip?.commit, commit) };
}

async function refreshIfThere(git: GitRepository): Promise<void> {
  if (git.remote !== undefined) await git.refresh();
}

/** On a machine where Git knows nobody, the admin is the author of the first commit. */
async function identityOr(git: GitRepository, admin: string): Promise<GitIdentity> {
  try {
    return await git.identity();
  } catch (error) {
    if (!(error instanceof RgzError) || error.code !== 'identity.missing') throw error;
    const person = { name: admin.split('@')[0] ?? admin, email: admin };
    return { author: person, committer: person, signing: { format: undefined, key: undefined, program: 'ssh-keygen' } };
  }
}

interface Chosen {
  identity: 'signed' | 'author';
  key: string | undefined;
  signer: CommitSigner | undefined;
}

/** Signed when it is asked for or a key is at hand; the first commit is then signed as well. */
async function chooseIdentity({ loadSigner }: InitDeps, who: GitIdentity, options: InitOptions): Promise<Chosen> {
  if (options.identity === 'author') return { identity: 'author', key: options.key, signer: undefined };
  const configured = who.signing.format === 'ssh' && who.signing.key !== undefined;
  if (options.identity === undefined && !configured) return { identity: 'author', key: options.key, signer: undefined };
  const { signer, publicKey } = await loadSigner(who);
  const key = options.key ?? publicKey;
  if (key !== undefined) return { identity: 'signed', key, signer };
  throw new RgzError('identity.no-signing-key', 'the public key of the admin is not known', {
    remedy: ['--key ~/.ssh/id_ed25519.pub', '--identity author'],
  });
}

async function filesFor(
  { store, readSkeleton }: InitDeps,
  options: InitOptions,
  identity: Chosen['identity'],
  key: string | undefined,
) {
  const files = new Map(await readSkeleton());
  const put = async (path: string, kind: string, data: Json) =>
    files.set(path, Buffer.from(await store.writeFile(path, kind, data)));
  await put('.rgz/config.yaml', 'Config', {
    apiVersion: group,
    kind: 'Config',
    environments: { dev: {}, staging: {}, prod: {} },
    order: ['dev', 'staging', 'prod'],
  });
  await put('.rgz/policy.yaml', 'Policy', {
    apiVersion: group,
    kind: 'Policy',
    version: 1,
    identity,
    people: [
      {
        ...(options.name === undefined ? {} : { name: options.name }),
        emails: [options.admin],
        ...(key === undefined ? {} : { keys: [key] }),
        roles: [{ role: 'admin' }],
      },
    ],
    promotions: { quorum: { low: 1, medium: 1, high: 1, critical: 2 }, requireSource: false },
    onboarding: { requireCutover: false },
    freezes: [],
    gates: [],
  });
  for (const tenant of options.tenants) {
    const file = await store.newTenant(tenant, undefined, group);
    files.set(file.path, Buffer.from(file.text));
  }
  return files;
}
