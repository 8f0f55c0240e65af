/** Records are small; anything larger is refused before it costs time. */
export const MAX_BYTES = 1024 * 1024;

/** How many collections may lie inside each other. */
export const MAX_DEPTH = 32;

/** How many problems one reading reports before it stops. */
export const MAX_PROBLEMS = 20;

/** YAML wants the colon within this many characters of the start of its key. */
export const MAX_KEY = 1024;
