import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CheckedTree, CheckMemory } from '../../ports/check-memory.ts';

/** Remembers in one file. A file that is missing, torn, altered or of another rule set counts as not there. */
export function checkMemory(file: string, ruleSet: string): CheckMemory {
  const seal = (body: string) => createHash('sha256').update(ruleSet).update('\n').update(body).digest('hex');
  return {
    recall() {
      try {
        const [head, body = ''] = readFileSync(file, 'utf8').split('\n', 2);
        return head === seal(body) ? (JSON.parse(body) as CheckedTree) : undefined;
      } catch {
        return undefined;
      }
    },
    remember(checked) {
      const body = JSON.stringify(checked);
      const draft = `${file}.${randomBytes(6).toString('hex')}`;
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(draft, `${seal(body)}\n${body}\n`);
        renameSync(draft, file);
      } catch {
        rmSync(draft, { force: true });
      }
    },
  };
}
