/** A file of the checkout as it is on disk. undefined where there is none. */
export interface CheckoutFile {
  /** false for links, folders and whatever else is no plain file. */
  plain: boolean;
  bytes: Buffer | undefined;
}

/** Reads files of the checkout; never follows a link. */
export type ReadCheckout = (path: string) => Promise<CheckoutFile | undefined>;
