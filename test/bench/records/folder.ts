import { GrowingTree } from './growing-tree.ts';
import type { PackWriter } from './pack-writer.ts';

/** A folder and all below it; only what changed since is written again. */
export class Folder {
  private readonly tree = new GrowingTree();
  private readonly folders = new Map<string, Folder>();
  private readonly changed = new Set<string>();

  set([name = '', ...below]: readonly string[], blob: string): void {
    if (below.length === 0) {
      this.tree.set(name, '100644', blob);
      return;
    }
    const folder = this.folders.get(name) ?? new Folder();
    this.folders.set(name, folder);
    this.changed.add(name);
    folder.set(below, blob);
  }

  write(pack: PackWriter): string {
    for (const name of this.changed) this.tree.set(name, '40000', this.folders.get(name)?.write(pack) ?? '');
    this.changed.clear();
    return this.tree.write(pack);
  }
}
