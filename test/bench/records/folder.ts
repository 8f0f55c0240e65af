import { GrowingTree } from './growing-tree.ts';
import type { PackWriter } from './pack-writer.ts';

/** A folder and all below it; only what changed since is written again. */
export class Folder {
  private readonly tree: GrowingTree;
  private readonly pack: PackWriter;
  private readonly folders = new Map<string, Folder>();
  private readonly changed = new Set<string>();

  constructor(pack: PackWriter) {
    this.pack = pack;
    this.tree = new GrowingTree(pack);
  }

  set([name = '', ...below]: readonly string[], blob: string): void {
    if (below.length === 0) {
      this.tree.set(name, '100644', blob);
      return;
    }
    const folder = this.folders.get(name) ?? new Folder(this.pack);
    this.folders.set(name, folder);
    this.changed.add(name);
    folder.set(below, blob);
  }

  write(): string {
    for (const name of this.changed) this.tree.set(name, '40000', this.folders.get(name)?.write() ?? '');
    this.changed.clear();
    return this.tree.write();
  }

  /** Nothing changes any more. */
  close(): void {
    for (const folder of this.folders.values()) folder.close();
    this.tree.close();
  }
}
