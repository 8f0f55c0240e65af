import type { Texts } from './texts.ts';

/** An error keeps the workbook out. A remark does not: it says what was read in which way, or what looks odd. */
export type Severity = 'error' | 'remark';

/** What is wrong, and what to write instead. {places} are filled in; {rows} are those a remark is about. */
export interface Message {
  severity: Severity;
  message: Texts;
  remedy: Texts;
}
