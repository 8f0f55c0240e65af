import { createHash } from 'node:crypto';
import type { Check } from '../../../operations/check.ts';

/** One for each finding, the same from run to run though lines move, and never twice in one run. */
export function fingerprints(findings: Check['findings']): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, pointer, commit }) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([rule, file, pointer, commit ?? null]))
      .digest('hex')
      .slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}
