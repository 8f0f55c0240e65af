import { formatIdentifier, parseIdentifier } from '../../domain/identifier.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import type { Policy } from '../../domain/policy.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Config } from '../../generated/types/config.v1.ts';
import type { Policy as PolicyFile } from '../../generated/types/policy.v1.ts';
import type { GitRepository, Oid, Tip, TreeEntry } from '../../ports/git.ts';
import type { Attachment, Located, View } from '../../ports/records.ts';
import { idRanges, isWithin, recordFolders } from './folders.ts';
import { configPath, policyPath, tenantFile, tenantName } from './layout.ts';
import { loadRecord } from './load.ts';
import { findLost } from './lost-record.ts';
import { policyFrom, readPolicyFile } from './policy-file.ts';
import { readValid } from './read-file.ts';
import { listSummaries, type SummaryReaders } from './summaries.ts';
import { readTrail, type TrailReaders } from './trail.ts';

/** The records as they stand at one tip, read by object id. */
export function viewAt(readers: SummaryReaders & TrailReaders, tip: Tip): View {
  const { git, kinds } = readers;

  async function bytesAt(path: string): Promise<Buffer | undefined> {
    const entry = await git.find(tip.tree, path);
    return entry?.mode.startsWith('100') ? git.readBlob(entry.oid) : undefined;
  }

  async function required(path: string): Promise<Buffer> {
    const bytes = await bytesAt(path);
    if (bytes !== undefined) return bytes;
    throw new RgzError('repository.not-found', `the records branch has no ${path}`, { remedy: ['rgz init'] });
  }

  async function folders(kind: KindDefinition, year: string) {
    const all = await recordFolders(readers, tip.tree, [kind]);
    return all.filter((folder) => folder.period === '' || folder.period.startsWith(`${year}/`));
  }

  /** The kind and the id that somebody means. */
  function meant(text: string): { kind: KindDefinition; id: string } | undefined {
    for (const kind of kinds) {
      const id = kind.named?.refer(text);
      if (id !== undefined) return { kind, id };
    }
    const id = text.trim().toUpperCase();
    const prefix = parseIdentifier(id)?.prefix;
    const kind = kinds.find((each) => each.named === undefined && each.prefix === prefix);
    return kind === undefined ? undefined : { kind, id };
  }

  async function entriesOf(text: string): Promise<{ path: string; entry: TreeEntry }[]> {
    const { kind, id = '' } = meant(text) ?? {};
    if (kind?.named !== undefined) {
      const path = kind.named.path(id);
      const entry = await git.find(tip.tree, path);
      return entry === undefined ? [] : [{ path, entry }];
    }
    const wanted = parseIdentifier(id);
    if (kind === undefined || wanted === undefined) return [];
    const found = await Promise.all(
      (await folders(kind, wanted.year)).map(async ({ path, tree }) => {
        const may = (await idRanges(readers, tree)).some((range) => isWithin(wanted, range));
        const entry = may ? await git.find(tree, `${id}.yaml`) : undefined;
        return entry === undefined ? [] : [{ path: `${path}/${id}.yaml`, entry }];
      }),
    );
    readers.trees.save();
    return found.flat();
  }

  return {
    tip,

    async policy(bytes): Promise<Policy> {
      return readPolicyFile(readers, bytes ?? (await required(policyPath)));
    },

    async policyFile() {
      const bytes = await required(policyPath);
      const data = await readValid<PolicyFile>(readers, 'Policy', bytes, policyPath, 'policy.invalid');
      return { path: policyPath, text: bytes.toString('utf8'), data };
    },

    async config(bytes) {
      const text = bytes ?? (await required(configPath));
      return readValid<Config>(readers, 'Config', text, configPath, 'config.invalid');
    },

    async tenants() {
      const folder = await git.find(tip.tree, 'tenants');
      if (folder?.mode !== '40000') return [];
      const known = readers.trees.recall('tenants', folder.oid);
      if (known !== undefined) return known;
      const found = await tenantsIn(git, folder.oid);
      readers.trees.note('tenants', folder.oid, found);
      readers.trees.save();
      return found;
    },

    async usedIdentifiers(kind, year) {
      const ranges = await Promise.all((await folders(kind, year)).map(({ tree }) => idRanges(readers, tree)));
      readers.trees.save();
      return ranges.flat().map(({ highest, ...id }) => formatIdentifier({ ...id, number: highest }));
    },

    async placesOf(id) {
      return (await entriesOf(id)).map(({ path }) => path);
    },

    async locate(text): Promise<Located | undefined> {
      const { kind, id } = meant(text) ?? {};
      const [first, second] = await entriesOf(text);
      if (kind === undefined || id === undefined || first === undefined) return undefined;
      if (second !== undefined) {
        throw new RgzError('record.misplaced', `${id} lies in two places: ${first.path} and ${second.path}`, {
          where: { file: second.path },
          remedy: ['remove the one that rgz did not write: git log --follow -- <file>'],
        });
      }
      return { kind, id, path: first.path, blob: refuseSpecial(first.path, first.entry) };
    },

    async lost(text, newest) {
      const wanted = meant(text);
      if (wanted === undefined || (wanted.kind.named === undefined && parseIdentifier(wanted.id) === undefined))
        return undefined;
      const base = newest === undefined ? undefined : await git.resolve(`${tip.commit}~${newest}`);
      return (await findLost(git, { base, tip: tip.commit }, wanted)) ?? (base === undefined ? undefined : 'older');
    },

    async load(located) {
      return loadRecord(readers, located, await git.readBlob(located.blob));
    },

    async policyBefore(commit) {
      const [parent] = (await git.readCommit(commit)).parents;
      const [config, policy] = await Promise.all(
        [configPath, policyPath].map(async (path) => (parent === undefined ? undefined : git.find(parent, path))),
      );
      if (config === undefined) return undefined;
      const found = !policy?.mode.startsWith('100')
        ? undefined
        : await policyFrom(readers, await git.readBlob(policy.oid));
      return found ?? 'unusable';
    },

    trail: (located) => readTrail(readers, tip.commit, located),
    summaries: (filter) => listSummaries(readers, tip.tree, filter),
    exists: async (path) => (await git.find(tip.tree, path)) !== undefined,

    async attachments() {
      const found = new Map<string, [Attachment, ...Attachment[]]>();
      for (const kind of kinds.filter(({ attachment }) => attachment !== undefined)) {
        for (const file of await filesBelow(git, tip.tree, kind.folder)) {
          const digest = kind.attachment?.(file.path);
          if (digest === undefined) continue;
          const others = found.get(digest);
          if (others === undefined) found.set(digest, [file]);
          else if (kind.pointsElsewhere?.(file.path)) others.push(file);
          else others.unshift(file);
        }
      }
      return found;
    },
  };
}

/** Plain files in the folders right below one. */
async function filesBelow(git: GitRepository, root: Oid, top: string): Promise<Attachment[]> {
  const tree = await git.find(root, top);
  if (tree?.mode !== '40000') return [];
  const folders = (await git.readTree(tree.oid)).filter(({ mode }) => mode === '40000');
  const files = folders.map(async ({ name: folder, oid }) =>
    (await git.readTree(oid)).flatMap(({ name, mode, oid: blob }) =>
      mode.startsWith('100') ? [{ path: `${top}/${folder}/${name}`, blob }] : [],
    ),
  );
  return (await Promise.all(files)).flat();
}

/** A tenant is a folder with a plain `tenant.yaml`. */
async function tenantsIn(git: GitRepository, tree: Oid): Promise<readonly string[]> {
  const folders = (await git.readTree(tree)).filter(({ mode, name }) => mode === '40000' && tenantName.test(name));
  const files = await Promise.all(folders.map(({ oid }) => git.find(oid, tenantFile)));
  return folders.filter((_, index) => files[index]?.mode.startsWith('100')).map(({ name }) => name);
}

function refuseSpecial(path: string, entry: { mode: string; oid: string }): string {
  if (entry.mode.startsWith('100')) return entry.oid;
  throw new RgzError('record.misplaced', `${path} is not a plain file`, {
    where: { file: path },
    remedy: ['records are plain files, never links'],
  });
}
