import type { Item } from '../../generated/types/checklist-template.v1.ts';

export interface TemplateProblem {
  /** JSON pointer to what is wrong. */
  pointer: string;
  message: string;
}

/** An item of a template and the JSON pointer to it. */
export interface PlacedItem {
  item: Item;
  pointer: string;
}
