import { join } from 'node:path';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import { type BatchObject, BatchOutput } from './batch-output.ts';
import { bulkObjects } from './bulk-objects.ts';
import { LooseObjects, type ObjectType } from './loose-object.ts';
import { objectFolders } from './object-folders.ts';
import { isOid, type ObjectFormat } from './oid.ts';
import { PackedObjects } from './packs/packed-objects.ts';
import { QuestionPipe } from './question-pipe.ts';
import type { RawObject } from './raw-object.ts';
import { RecentObjects } from './recent-objects.ts';
import type { GitRunner } from './run-git.ts';

const recentBytes = 32 * 1024 * 1024;
const fewBlobs = 200;
/** Up to so many are asked for at once; more are read by a Git of their own, no faster than they are taken. */
const manyBlobs = 2_000;

/** Reads and writes objects by id: loose files and packs in-process, everything else through one long-lived `git cat-file`. */
export class ObjectStore {
  private readonly loose: LooseObjects;
  private shelves: readonly { read(oid: Oid): RawObject | undefined; close?(): void }[];
  private readonly pipe: QuestionPipe<BatchObject>;
  private readonly recent = new RecentObjects<Oid>(recentBytes);
  readonly format: ObjectFormat;
  private readonly git: GitRunner;

  constructor(git: GitRunner, commonDir: string, format: ObjectFormat) {
    this.git = git;
    this.format = format;
    const [own = '', ...borrowed] = objectFolders(join(commonDir, 'objects'));
    this.loose = new LooseObjects(own, format);
    this.shelves = [
      this.loose,
      new PackedObjects(own, format),
      ...borrowed.flatMap((folder) => [new LooseObjects(folder, format), new PackedObjects(folder, format)]),
    ];
    const args = ['cat-file', '--batch-command', '--buffer'];
    this.pipe = new QuestionPipe(git, args, (deliver) => new BatchOutput(format, deliver), 'flush\n');
  }

  /** The object, or undefined if the repository doesn't have it. What was read last is remembered: nobody changes its bytes. */
  async lookUp(oid: Oid): Promise<RawObject | undefined> {
    if (!isOid(oid, this.format)) throw new RgzError('git.failed', `${JSON.stringify(oid)} is not a full object id.`);
    const known = this.recent.get(oid) ?? this.onShelf(oid);
    const found = known ?? apart(this.genuine(oid, await this.pipe.ask(`contents ${oid}`)));
    if (found !== undefined) this.recent.set(oid, found);
    return found;
  }

  /** The bytes of an object that must be there and be of this type. */
  async read(oid: Oid, type: ObjectType): Promise<Buffer> {
    const found = await this.lookUp(oid);
    if (found?.type === type) return found.data;
    const what = found === undefined ? 'is missing' : `is a ${found.type}, not a ${type}`;
    throw new RgzError('git.failed', `The object ${oid} ${what}.`, { remedy: ['git fsck'] });
  }

  tree(oid: Oid): Promise<Buffer> {
    return this.read(oid, 'tree');
  }

  /** Many blobs in the order asked for; undefined where there is no such blob. */
  async *blobs(oids: readonly Oid[]): AsyncGenerator<Buffer | undefined> {
    const strange = oids.find((oid) => !isOid(oid, this.format));
    if (strange !== undefined) throw new RgzError('git.failed', `${JSON.stringify(strange)} is not a full object id.`);
    if (oids.length > manyBlobs) {
      let at = 0;
      for await (const batch of bulkObjects(this.git, this.format, oids)) {
        for (const found of batch) yield blobOf(this.genuine(oids[at++] ?? '', found));
      }
      return;
    }
    const many = oids.length > fewBlobs;
    const ask = async (oid: Oid) =>
      many ? this.genuine(oid, await this.pipe.ask(`contents ${oid}`)) : this.lookUp(oid);
    for (const found of await Promise.all(oids.map(ask))) yield blobOf(found);
  }

  write(type: ObjectType, data: Buffer): Oid {
    const oid = this.loose.write(type, data);
    if (type === 'tree') this.recent.set(oid, { type, data });
    return oid;
  }

  /** Git does not look whether an object is what its id says; a clone that somebody handed over may lie. */
  private genuine<Found extends BatchObject>(oid: Oid, found: Found): Found {
    if (found === undefined || found.oid === oid) return found;
    throw new RgzError('git.failed', `The object ${oid} is not what its id says.`, { remedy: ['git fsck'] });
  }

  /** What is asked for next most often lies on the same shelf. */
  private onShelf(oid: Oid): RawObject | undefined {
    for (const shelf of this.shelves) {
      const found = shelf.read(oid);
      if (found === undefined) continue;
      if (shelf !== this.shelves[0]) this.shelves = [shelf, ...this.shelves.filter((each) => each !== shelf)];
      return found;
    }
    return undefined;
  }

  close(): Promise<void> {
    for (const shelf of this.shelves) shelf.close?.();
    return this.pipe.close();
  }
}

function blobOf(found: RawObject | undefined): Buffer | undefined {
  return found?.type === 'blob' ? found.data : undefined;
}

/** An answer is cut from a larger chunk; a copy does not hold on to that. */
function apart(answer: BatchObject): RawObject | undefined {
  return answer === undefined ? undefined : { type: answer.type, data: Buffer.from(answer.data) };
}
