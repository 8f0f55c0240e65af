/** A reason to refuse a text, by offset into it. */
export interface Problem {
  offset: number;
  message: string;
}
