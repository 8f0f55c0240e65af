import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject } from '../../domain/json.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import { tenantPath } from '../../domain/tenant-path.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { GitRepository, Oid } from '../../ports/git.ts';
import type { RecordStore } from '../../ports/records.ts';
import type { SchemaSource } from '../../ports/schemas.ts';
import type { VerifySignature } from '../../ports/signatures.ts';
import type { YamlTools } from '../../ports/yaml.ts';
import { configPath, modeline } from './layout.ts';
import { digestOf } from './load.ts';
import { policyFrom } from './policy-file.ts';
import { holdAgainstSchema, readValid, readYaml } from './read-file.ts';
import { readVersion } from './read-version.ts';
import { settingsFaults } from './settings-faults.ts';
import { ShardMemory } from './summary-shard.ts';
import { TreeMemory } from './tree-memory.ts';
import { versionReader } from './version-reader.ts';
import { viewAt } from './view.ts';

export interface RecordStoreParts {
  git: GitRepository;
  yaml: YamlTools;
  schemas: SchemaSource;
  verify: VerifySignature;
  kinds: readonly KindDefinition[];
  /** Changes whenever a summary of the same file could come out differently. */
  format: string;
}

/** The record store of a Git repository. Everything it remembers lies in `<git folder>/rgz` and may be deleted. */
export function openRecordStore(parts: RecordStoreParts): RecordStore {
  const { git, yaml, schemas } = parts;
  const folder = join(git.commonDir, 'rgz', 'summaries');
  const memory = new ShardMemory(folder, parts.format);
  const trees = new TreeMemory(join(folder, 'trees'), parts.format);
  const readers = { ...parts, memory, trees };

  /** The tree of a commit that holds records; undefined for any other. */
  async function rootOf(commit: Oid): Promise<Oid | undefined> {
    const known = trees.recall('roots', commit);
    if (known !== undefined) return known;
    const { tree } = await git.readCommit(commit);
    if ((await git.find(tree, configPath)) === undefined) return undefined;
    trees.note('roots', commit, tree);
    return tree;
  }

  return {
    async view(purpose) {
      const commit = await git.tipCommit(purpose);
      const tree = commit === undefined ? undefined : await rootOf(commit);
      if (commit === undefined || tree === undefined) {
        throw new RgzError('repository.not-found', `branch ${git.branch} holds no records: it has no ${configPath}`, {
          remedy: [
            'git switch <branch>, where another branch holds them',
            'or change to a clone of your records repository',
            'or make one here: rgz init --admin <your e-mail>',
          ],
        });
      }
      return viewAt(readers, { commit, tree });
    },
    async viewAt(commit, tree) {
      return viewAt(readers, { commit, tree: tree ?? (await git.readCommit(commit)).tree });
    },
    reading: (kind, path, bytes) => readVersion(parts, kind, path, bytes),
    versionReader: () => versionReader(parts),
    policyFrom: (bytes) => policyFrom(parts, bytes),
    settingsFaults: (path, bytes) => settingsFaults(parts, path, bytes),
    async place(bytes, pointer) {
      const reading = (await yaml.load()).read(bytes);
      return reading.ok ? reading.locate(pointer) : { line: 1, column: 1 };
    },
    validate: async (kind, data, locate, file) => holdAgainstSchema(await schemas.load(), kind, data, file, locate),
    parse: (kind, text, file) => readValid(parts, kind, Buffer.from(text), file),
    read: async (bytes, file) => readYaml(await yaml.load(), bytes, file).value,
    edit: async (text, edits) => yaml.editFast(text, edits) ?? (await yaml.load()).edit(text, edits),
    write: async (record, path) => yaml.write(JSON.parse(JSON.stringify(record)), modeline(path, record.kind)),
    async writeFile(path, kind, data) {
      holdAgainstSchema(await schemas.load(), kind, data, path);
      return yaml.write(data, modeline(path, kind));
    },
    async newTenant(tenant, name, apiVersion) {
      const path = tenantPath(tenant);
      const data = {
        apiVersion,
        kind: 'Tenant',
        metadata: { id: tenant },
        spec: (name === undefined ? {} : { name }) as JsonObject,
      };
      holdAgainstSchema(await schemas.load(), 'Tenant', data, undefined);
      return { path, text: yaml.write(data, modeline(path, 'Tenant')) };
    },
    digest: digestOf,
    digestOfBytes: (bytes) => hash('sha256', bytes, 'hex'),
  };
}
