/** What a mark in a task list can say. */
export type MarkStatus = 'not_started' | 'partial' | 'completed';

/** The headings above an item. */
export interface MarkdownSection {
  /** All of them, outermost first. */
  path: readonly string[];
  /** Those that tell sections apart: a heading of level 1 with another below it is the title of the page. */
  name: readonly string[];
  key: number;
}

export interface MarkdownItem {
  /** Made from section, enclosing items and text alone; equal ones are numbered in order. At most 63 of `a-z0-9-`. */
  id: string;
  /** The first paragraph as it is written, on one line. */
  text: string;
  mark: ' ' | '~' | 'x' | 'X';
  status: MarkStatus;
  section: MarkdownSection;
  /** The texts of the list items around it, outermost first, tasks or not. */
  within: readonly string[];
  /** The id of the nearest of them that is a task. */
  parent: string | undefined;
  /** Counted from 1. */
  line: number;
  /** Where the mark is in the text, in UTF-16 units. */
  at: number;
  keys: ItemKeys;
}

/** Fingerprints of what makes up an identity. Letter case and the form of accents do not count. */
export interface ItemKeys {
  within: number;
  text: number;
  /** What items inside this one have as `within`. */
  inside: number;
}

export interface MarkdownList {
  /** In the order of the page, so that a parent stands before what is in it. */
  items: readonly MarkdownItem[];
}
