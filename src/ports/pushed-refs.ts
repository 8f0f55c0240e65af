/** What a server's hook has to know of refs beside the objects that are pushed. */
export interface ServerRefs {
  /** The branch that HEAD names. */
  readonly head: string | undefined;
  /** The ref that a push to this one moves: itself, or what it links to. */
  follow(ref: string): string;
}
