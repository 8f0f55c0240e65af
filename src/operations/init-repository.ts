import type { Json } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { CheckoutOutcome, CommitSigner, GitIdentity, GitRepository, Oid } from '../ports/git.ts';
import type { ReadSkeleton } from '../ports/skeleton.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { configPath, policyPath } from './governed-paths.ts';

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
const workflowPath = '.github/workflows/rgz.yml';

/**
 * Makes the branch a records repository, in one commit. One that is it already stays as it is; only a checkout that an
 * init left behind when it was killed gets its files.
 */
export async function initRepository(deps: InitDeps, options: InitOptions): Promise<Initialised> {
  const { git, clock } = deps;
  const known = await asItStands(deps);
  if (known !== undefined) return known;
  if (git.remote !== undefined && (await git.refresh())) {
    const joined = await asItStands(deps);
    if (joined !== undefined) return joined;
  }
  const tip = await git.tip('write');
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
      remedy: ['rgz init again: it joins what is there then'],
    });
  }
  return { created: true, identity, commit, checkout: await git.syncCheckout(tip?.commit, commit) };
}

/** What there is to tell of a records repository that is there already; undefined where it is none. */
async function asItStands({ git, store }: InitDeps): Promise<Initialised | undefined> {
  const tip = await git.tip('write');
  if (tip === undefined || (await git.find(tip.tree, configPath)) === undefined) return undefined;
  const { identity } = await (await store.view('write')).policy();
  return { created: false, identity, commit: undefined, checkout: await git.syncCheckout(tip.commit, tip.commit) };
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
  { git, store, readSkeleton }: InitDeps,
  options: InitOptions,
  identity: Chosen['identity'],
  key: string | undefined,
) {
  const files = new Map(await readSkeleton());
  const onMain = files.get(workflowPath)?.toString();
  if (onMain !== undefined && git.branch !== 'main')
    files.set(
      workflowPath,
      Buffer.from(onMain.replace('branches: [main]', `branches: [${JSON.stringify(git.branch)}]`)),
    );
  const put = async (path: string, kind: string, data: Json) =>
    files.set(path, Buffer.from(await store.writeFile(path, kind, data)));
  await put(configPath, 'Config', {
    apiVersion: group,
    kind: 'Config',
    ...(git.branch === 'main' ? {} : { records: { branch: git.branch } }),
    environments: { dev: {}, staging: {}, prod: {} },
    order: ['dev', 'staging', 'prod'],
  });
  await put(policyPath, 'Policy', {
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
    onboarding: { requireCutover: false, requireReview: false },
    freezes: [],
    gates: [],
  });
  for (const tenant of options.tenants) {
    const file = await store.newTenant(tenant, undefined, group);
    files.set(file.path, Buffer.from(file.text));
  }
  return files;
}
