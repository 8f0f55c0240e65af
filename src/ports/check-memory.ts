/** What is remembered of the last tree that was checked whole. */
export interface CheckedTree {
  /** The tree of HEAD. */
  tree: string;
  /** How many records it holds. */
  records: number;
  /** The files in it that broke a rule: they are looked at again every time. */
  suspects: readonly string[];
}

/** May forget at any time; then everything is looked at again. */
export interface CheckMemory {
  recall(): CheckedTree | undefined;
  remember(checked: CheckedTree): void;
}
