/** A file of the checkout as it is on disk. undefined where there is none. */
export interface CheckoutFile {
  /** false for links, folders and whatever else is no plain file. */
  plain: boolean;
  bytes: Buffer | undefined;
  /** It is a folder, which may be a repository of its own. */
  folder?: true;
}

/** Reads files of the checkout; never follows a link. */
export type ReadCheckout = (path: string) => Promise<CheckoutFile | undefined>;
