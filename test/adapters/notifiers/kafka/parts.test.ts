import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../../../src/adapters/notifiers/kafka/batches.ts';
import { partsOf } from '../../../../src/adapters/notifiers/kafka/error-parts.ts';
import { reasonOf } from '../../../../src/adapters/notifiers/kafka/reason.ts';
import { recordOf } from '../../../../src/adapters/notifiers/kafka/record.ts';
import { brokersOf, usualLimits } from '../../../../src/adapters/notifiers/kafka/setup.ts';
import { whatIsLeft } from '../../../../src/adapters/notifiers/kafka/what-is-left.ts';
import { eventOf, messageOf } from '../../../kit/messages.ts';

const settings = { type: 'kafka', brokers: ['kafka-1.example.com:9092', '[::1]:9093'] } as const;
const setup = {
  name: 'bus',
  settings: { ...settings, brokers: [...settings.brokers] },
  password: 'pa55word',
  limits: usualLimits,
  authorities: undefined,
};

const failed = (message: string, more: object = {}, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), more);

describe('batches', () => {
  const toRecord = recordOf('rgz', () => 'topic');
  const shapes = (count: number, detail: number, limit?: { events: number; bytes: number }): number[][] => {
    const events = Array.from({ length: count }, (_, index) =>
      eventOf(index, { detail: detail === 0 ? {} : { comment: 'x'.repeat(detail) } }),
    );
    const messages = [messageOf(1, { events: events.slice(0, 2) }), messageOf(2, { events: events.slice(2) })];
    return [...batchesOf(messages, toRecord, limit)].map((batch) => batch.map(({ message }) => message));
  };

  it('hold so many events at most, over the bounds of messages', () => {
    expect(shapes(5, 0, { events: 3, bytes: 1e6 })).toEqual([
      [0, 0, 1],
      [1, 1],
    ]);
    expect(shapes(1200, 0).map(({ length }) => length)).toEqual([500, 500, 200]);
  });

  it('hold so many bytes at most, and an event that has more alone', () => {
    expect(shapes(6, 400_000).map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(shapes(3, 1_000_000).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it('are none of no messages', () => {
    expect([...batchesOf([], toRecord)]).toEqual([]);
  });
});

describe('what is left of a batch', () => {
  const places = [0, 1, 0, 2].map((partition) => ({ topic: 't', partition }));
  const response = (codes: readonly number[]) => ({
    response: {
      responses: [{ name: 't', partitionResponses: codes.map((errorCode, index) => ({ index, errorCode })) }],
    },
  });

  it('is all of it where nothing was sent, or nothing was answered', () => {
    expect(whatIsLeft([], [], 3)).toEqual({ records: [0, 1, 2], topic: undefined, refused: false });
    expect(whatIsLeft([failed('gone')], places, 4)).toEqual({ records: [0, 1, 2, 3], topic: 't', refused: false });
  });

  it('is what no partition took, in any try', () => {
    const parts = partsOf(
      failed('failed', { errors: [failed('', response([0, 6, 19])), failed('', response([7, 6, 0]))] }),
    );
    expect(whatIsLeft(parts, places, 4)).toEqual({ records: [1], topic: 't', refused: false });
    const others = [failed('', { produced: { offsets: [{ topic: 't', partition: 1 }] } }), failed('', response([10]))];
    expect(whatIsLeft(others, places, 4)).toMatchObject({ records: [0, 2, 3], refused: false });
  });

  it('is refused where all of it is', () => {
    expect(whatIsLeft([failed('', response([0, 10, 87]))], places, 4)).toMatchObject({
      records: [1, 3],
      refused: true,
    });
    expect(whatIsLeft([failed('', response([0, 10, 19]))], places, 4)).toMatchObject({
      records: [1, 3],
      refused: false,
    });
  });
});

describe('reasons', () => {
  const reason = (error: unknown, topic?: string): string => reasonOf(partsOf(error), topic, setup);

  it.each([
    [{ apiId: 'CLUSTER_AUTHORIZATION_FAILED' }, 'grant it IdempotentWrite on the cluster'],
    [{ apiId: 'NOT_LEADER_OR_FOLLOWER' }, 'topic t has no leader now'],
    [{ apiId: 'UNKNOWN_SERVER_ERROR' }, 'UNKNOWN_SERVER_ERROR: failed'],
    [{ code: 'PLT_KFK_AUTHENTICATION' }, 'put the right password in'],
    [{ code: 'ENOTFOUND' }, 'its name is not known here'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'not trusted here (CERT_HAS_EXPIRED)'],
  ])('%o', (more, words) => {
    expect(reason(failed('Producing failed.', { errors: [failed('failed', more)] }), 't')).toContain(words);
  });

  it('are one line, hold no password and have an end', () => {
    const told = reason(failed(`no\r\n\u001b[31mpa55word ${'x'.repeat(1_000)}`));
    expect(told).toMatch(/^Kafka at kafka-1\.example\.com:9092, \[::1\]:9093: no \[secret\] x+$/);
    expect(told).toHaveLength(500);
  });

  it('come to an end where errors go round', () => {
    const one = failed('one');
    Object.assign(one, { cause: failed('other', { errors: [one] }) });
    expect(reason(one)).toContain('other');
  });
});

it('reads addresses of brokers', () => {
  expect(brokersOf(setup)).toEqual([
    { host: 'kafka-1.example.com', port: 9092 },
    { host: '::1', port: 9093 },
  ]);
});
