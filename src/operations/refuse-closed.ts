import { firstClosed, type Verdict } from '../domain/verdict.ts';
import { RgzError } from '../errors/rgz-error.ts';

/** Throws the first closed gate as the error a user sees, with every other closed gate as an explanation. */
export function refuseClosed(verdicts: readonly Verdict[]): void {
  const first = firstClosed(verdicts);
  if (first === undefined) return;
  const closed = verdicts.filter((each) => !each.passed);
  throw new RgzError(first.code ?? 'bug', first.because, {
    remedy: first.remedy ?? [],
    explanations: closed.map((each) => ({ rule: each.gate, message: each.because })),
  });
}
