import type { Outcome } from '../../../ports/channel.ts';
import type { Entry } from './batches.ts';
import type { KafkaRecord } from './record.ts';
import type { Answer } from './sender.ts';

interface Sends {
  send(records: readonly KafkaRecord[]): Promise<Answer>;
}

/** Where delivery comes to an end before all is sent. */
interface Halt {
  message: number;
  reason: string;
  after?: number;
}

/** Sends batch after batch, up to the first that has to wait. Events that are refused are looked for, and left out. */
export async function deliverBatches(
  sender: Sends,
  batches: Iterable<readonly Entry[]>,
  count: number,
): Promise<readonly Outcome[]> {
  const refused = new Map<number, string>();
  const outcomes = (end: number): Outcome[] =>
    Array.from({ length: end }, (_, message) => {
      const reason = refused.get(message);
      return reason === undefined ? { kind: 'delivered' } : { kind: 'refused', reason };
    });
  for (const batch of batches) {
    const halt = await put(sender, batch, refused);
    if (halt === undefined) continue;
    const { message, ...why } = halt;
    return [...outcomes(message), { kind: 'later', ...why, all: true }];
  }
  return outcomes(count);
}

/** Kafka refuses whole batches, so one that is refused is halved until what is at fault stands alone. */
async function put(sender: Sends, entries: readonly Entry[], refused: Map<number, string>): Promise<Halt | undefined> {
  const answer = await sender.send(entries.map(({ record }) => record));
  if (answer.kind === 'taken') return undefined;
  const left = answer.left.flatMap((index) => entries[index] ?? []);
  const [first] = left;
  if (first === undefined) return undefined;
  const { kind, reason, after } = answer;
  if (kind === 'later') return { message: first.message, reason, ...(after === undefined ? {} : { after }) };
  if (left.length === 1) {
    refused.set(first.message, refused.get(first.message) ?? reason);
    return undefined;
  }
  const half = left.length >> 1;
  return (await put(sender, left.slice(0, half), refused)) ?? put(sender, left.slice(half), refused);
}
