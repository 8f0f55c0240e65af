import { expect, test } from 'vitest';
import { deliverEach, delivered, laterAlone } from '../../../../src/adapters/notifiers/over-http/outcomes.ts';
import { messageOf } from '../../../kit/messages.ts';

const same = (reason: string) => reason;
const of = (number: number, record: string) => messageOf(number, { to: 'hook', thread: { record } });

test('a message that has to wait is waited for by those of its record, and by no others', async () => {
  const tried: string[] = [];
  const deliver = deliverEach(async ({ id, thread }) => {
    tried.push(id);
    return thread.record === 'A' ? laterAlone('no') : delivered;
  }, same);
  const messages = [of(1, 'A'), of(2, 'A'), of(3, 'B'), of(4, 'A')];
  expect((await deliver(messages)).map(({ kind }) => kind)).toEqual(['later', 'later', 'delivered', 'later']);
  expect(tried).toEqual([messages[0]?.id, messages[2]?.id]);
});

test('it ends between two messages when it is asked to, and never before the first', async () => {
  const tried: string[] = [];
  const deliver = deliverEach(async ({ id }) => {
    tried.push(id);
    return delivered;
  }, same);
  const messages = [of(1, 'A'), of(2, 'B'), of(3, 'C')];
  expect(await deliver(messages, () => tried.length < 2)).toHaveLength(2);
  expect(await deliver(messages, () => false)).toHaveLength(1);
});
