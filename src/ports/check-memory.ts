/** What is remembered of the last tree that was checked whole. */
export interface CheckedTree {
  /** The tree of HEAD. */
  tree: string;
  /** How many records it holds. */
  records: number;
  /** The files that broke a rule, or lay in the checkout otherwise than in it: they are looked at again every time. */
  suspects: readonly string[];
  /** Of those that others go by, the ones that were only deleted in the checkout: nothing but suspects missed them. */
  away: readonly string[];
}

/** May forget at any time; then everything is looked at again. */
export interface CheckMemory {
  recall(): CheckedTree | undefined;
  remember(checked: CheckedTree): void;
}
