import { readFast } from '../../../src/adapters/yaml/read-fast.ts';
import { read } from '../../../src/adapters/yaml/strict/read.ts';

/** How the two readers differ on a text, or undefined where they agree or the fast one leaves it to the strict one. */
export function disagreement(bytes: Uint8Array): string | undefined {
  const fast = readFast(bytes);
  if (fast === undefined) return undefined;
  const strict = read(bytes);
  const text = JSON.stringify(Buffer.from(bytes).toString('utf8'));
  if (!strict.ok) return `${text}: fast ${JSON.stringify(fast)}, strict ${strict.problems[0]?.message}`;
  // JSON text shows the order of keys as well.
  const [one, other] = [JSON.stringify(fast), JSON.stringify(strict.value)];
  return one === other ? undefined : `${text}: fast ${one}, strict ${other}`;
}
