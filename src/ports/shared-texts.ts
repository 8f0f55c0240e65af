/**
 * Small texts that everybody who works on a repository shares beside its records: each in a ref of its own, on the remote
 * if there is one. They say how far something has come, and prove nothing.
 */
export interface SharedTexts {
  /** Brings what the remote has. Throws `git.unreachable`. */
  refresh(): Promise<void>;
  /** As last seen. */
  read(name: string): Promise<SharedText | undefined>;
  /**
   * Compare-and-swap; `expected` undefined: there is none yet. undefined: somebody else was first. Throws
   * `git.unreachable` where it is not known what became of it, and `git.push-refused`.
   */
  swap(name: string, expected: string | undefined, text: string): Promise<string | undefined>;
}

export interface SharedText {
  /** Tells this text from the one before. */
  at: string;
  text: string;
}
