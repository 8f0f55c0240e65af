import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../src/domain/record.ts';
import { kinds } from '../../src/kinds/index.ts';
import { launchWait } from '../../src/reconcile/launch-wait.ts';
import type { Item } from '../../src/reconcile/snapshot.ts';
import { recordOf } from '../kit/requests.ts';

const at = (time: string) => `2026-11-23T${time}Z`;
const event = (action: string, time: string, more: Record<string, string> = {}): HistoryEvent => ({
  action,
  at: at(time),
  by: 'controller@example.com',
  ...more,
});
const claimed = (time: string, attempt = 'PR-2026-0001-1-a') =>
  event('deploying', time, { attempt, controller: 'one', instance: 'clone-a', lease: at('09:00:00') });

function itemOf(history: readonly HistoryEvent[], scheduledDate?: string): Item {
  const kind = kinds.find((each) => each.work !== undefined);
  if (kind?.work === undefined) throw new Error('no kind is carried out');
  const record = recordOf({ id: 'PR-2026-0001', status: { state: 'deploying', history } });
  const request = { ...record.spec.request, ...(scheduledDate === undefined ? {} : { scheduledDate }) };
  const data = { ...record, spec: { ...record.spec, request } } as unknown as Item['record'];
  const place = { path: 'p', id: 'PR-2026-0001', kind, work: kind.work, record: data, state: 'deploying' };
  return { ...place, situation: undefined, deployer: undefined, quarantined: undefined };
}

test.each([
  ['its approval', [event('approved', '08:00:00'), claimed('08:00:05'), event('launched', '08:00:07')], undefined, 7],
  ['its date', [event('approved', '08:00:00'), claimed('08:30:01'), event('launched', '08:30:02')], at('08:30:00'), 2],
  [
    'its approval, where its date came before',
    [event('approved', '08:00:00'), claimed('08:00:01'), event('launched', '08:00:03')],
    at('07:00:00'),
    3,
  ],
  [
    'the end of the rest after a failure',
    [
      event('approved', '07:00:00'),
      claimed('07:00:01'),
      event('failed', '07:10:00'),
      event('requeued', '07:10:00', { after: at('07:11:00') }),
      claimed('07:11:04', 'PR-2026-0001-2-b'),
      event('launched', '07:11:05'),
    ],
    undefined,
    5,
  ],
  [
    'its approval, whoever took it over',
    [
      event('approved', '08:00:00'),
      claimed('08:00:01'),
      event('taken-over', '08:05:00', { controller: 'two', instance: 'clone-b', lease: at('08:08:00') }),
      event('launched', '08:05:10'),
    ],
    undefined,
    310,
  ],
] as const)('a launch waited since %s', (_since, history, date, seconds) => {
  expect(launchWait(itemOf(history, date))?.seconds).toBe(seconds);
});

test('it is told of whom the launch is', () => {
  const history = [event('approved', '08:00:00'), claimed('08:00:05'), event('launched', '08:00:07')];
  expect(launchWait(itemOf(history))).toMatchObject({
    attempt: 'PR-2026-0001-1-a',
    controller: 'one',
    instance: 'clone-a',
    launchedAt: Date.parse(at('08:00:07')),
  });
});

test('clocks that disagree make no wait below nothing', () => {
  const history = [event('approved', '08:00:09'), claimed('08:00:05'), event('launched', '08:00:07')];
  expect(launchWait(itemOf(history))?.seconds).toBe(0);
});

test.each([
  ['was not claimed', [event('approved', '08:00:00')]],
  ['has no job yet', [event('approved', '08:00:00'), claimed('08:00:05')]],
])('what %s has not waited for a launch', (_what, history) => {
  expect(launchWait(itemOf(history))).toBeUndefined();
});
