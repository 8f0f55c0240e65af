/** Records are small; anything larger is refused before it costs time. */
export const MAX_BYTES = 1024 * 1024;

/** How many collections may lie inside each other. */
export const MAX_DEPTH = 32;

/** How many problems one reading reports before it stops. */
export const MAX_PROBLEMS = 20;

/** YAML wants the colon within this many characters of the start of its key. */
export const MAX_KEY = 1024;

/** How many tokens of YAML a file may have, so that reading ends within half a second whatever is in it. */
export const MAX_TOKENS = 100_000;

/** Up to here the fast reader tries. A character gives at most two tokens, so such a file has never too many of them. */
export const MAX_FAST_BYTES = 48 * 1024;

/** How many values rgz writes into one file; on lines of their own they take at most ten tokens each. */
export const MAX_VALUES = 10_000;
