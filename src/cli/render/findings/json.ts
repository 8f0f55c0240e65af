import { plainText } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import { jsonText } from '../json-text.ts';

/** One finding, as other programs read it. */
export function findingData({ rule, severity, message, file, line, column, pointer, remedy, commit }: Finding) {
  return {
    rule,
    severity,
    message: plainText(message),
    file,
    line: line ?? 1,
    column: column ?? 1,
    ...(pointer === '' ? {} : { pointer }),
    remedy,
    ...(commit === undefined ? {} : { commit }),
  };
}

/** `{ ok, checked, findings }` as one document, of a range with `commits`. */
export function json({ ok, checked, range, findings }: Check): string {
  const commits = range === undefined ? {} : { commits: range.commits };
  return jsonText({ ok, checked, ...commits, findings: findings.map(findingData) });
}

type Finding = Check['findings'][number];
