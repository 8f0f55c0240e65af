import type { ErrorCode } from '../errors/catalogue.ts';
import type { JsonObject } from './json.ts';

/** A file of settings that a record's event writes along with it. */
export interface SettingsFile {
  path: string;
  /** The schema it has to fit. */
  kind: string;
  data: JsonObject;
  /** Left alone where it is there already. */
  once?: true;
}

/** A file at a fixed path, and the digest of what it has to hold. */
export interface WantedFile {
  path: string;
  sha256: string;
}

/** Something that no two records may both have, e.g. an address to sign in with. */
export interface Claim {
  key: string;
  /** Where the record has it. */
  pointer: string;
}

/** A digest that a record gives, and the text that it has to be of. */
export interface Sum {
  /** Where the record gives it. */
  pointer: string;
  /** SHA-256, as lower-case hex. */
  says: string;
  text: string;
  /** The rule that is broken where it is of another text. */
  rule: ErrorCode;
}

/** Something that a record or a file that it goes by says wrongly. */
export interface Misstatement {
  /** Where the record says it, or names the file. */
  pointer: string;
  why: string;
  /** The rule that is broken. */
  rule: ErrorCode;
}

/** A file that a record goes by. */
export interface Attached {
  digest: string;
  type?: string;
}
