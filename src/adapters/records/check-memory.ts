import type { CheckedTree, CheckMemory } from '../../ports/check-memory.ts';
import type { TextMemory } from '../../ports/text-memory.ts';

/** What was checked, as text. */
export function checkMemory(memory: TextMemory): CheckMemory {
  return {
    recall() {
      const text = memory.recall();
      return text === undefined ? undefined : (JSON.parse(text) as CheckedTree);
    },
    remember: (checked) => memory.remember(JSON.stringify(checked)),
  };
}
