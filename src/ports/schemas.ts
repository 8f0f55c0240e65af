export interface SchemaProblem {
  /** JSON pointer to the value, or to the mapping that lacks one. */
  pointer: string;
  /** The key is meant, not what it has. */
  key?: true;
  message: string;
}

/** Holds data against the schema of a kind. An empty list means that it fits. */
export type CheckSchema = (kind: string, data: unknown) => readonly SchemaProblem[];

/** The schemas of all kinds are loaded when something has to be held against one: a list that was made before needs none. */
export interface SchemaSource {
  load(): Promise<CheckSchema>;
}
