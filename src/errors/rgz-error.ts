import { catalogue, type ErrorCode, type ExitCode, usualRemedy } from './catalogue.ts';
import { redact } from './redact.ts';

export interface Where {
  file: string;
  line?: number;
  column?: number;
  pointer?: string;
}

/** One reason behind a refusal: what was claimed, and why it does not hold. */
export interface Explanation {
  rule: string;
  message: string;
  pointer?: string;
  /** Where it is, in what somebody gave. */
  where?: Where;
  /** What is there, and what was given in its place. null: nothing. */
  was?: unknown;
  given?: unknown;
  /** The cell of a workbook that is meant. */
  cell?: {
    sheet: string;
    row: number;
    column: number;
    /** As the program shows it: B7. */
    cell: string;
    header: string;
    value: string;
    remedy: string;
  };
}

export interface ErrorDetails {
  remedy?: readonly string[];
  where?: Where;
  explanations?: readonly Explanation[];
  cause?: unknown;
}

/** The only error rgz throws on purpose. Everything in it may be shown. */
export class RgzError extends Error {
  readonly code: ErrorCode;
  readonly remedy: readonly string[];
  readonly where: Where | undefined;
  readonly explanations: readonly Explanation[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(redact(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'RgzError';
    this.code = code;
    const remedy = details.remedy ?? [];
    this.remedy = (remedy.length > 0 ? remedy : usualRemedy(code)).map(redact);
    this.where = details.where;
    this.explanations = (details.explanations ?? []).map((each) => ({ ...each, message: redact(each.message) }));
  }

  get exitCode(): ExitCode {
    return catalogue[this.code].exit;
  }
}
