import { plainText } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';

/** `{ ok, checked, findings }` as one document. */
export function json({ ok, checked, findings }: Check): string {
  const rows = findings.map(({ rule, severity, message, file, line, column, pointer, remedy, commit }) => ({
    rule,
    severity,
    message: plainText(message),
    file,
    line: line ?? 1,
    column: column ?? 1,
    ...(pointer === '' ? {} : { pointer }),
    remedy,
    ...(commit === undefined ? {} : { commit }),
  }));
  return JSON.stringify({ ok, checked, findings: rows }, null, 2);
}
