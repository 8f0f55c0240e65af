import { expect, test } from 'vitest';
import { cloudEventOf } from '../../src/domain/cloud-event.ts';
import { eventOf } from '../kit/messages.ts';

test('an event is told to programs with nothing twice and nothing lost', () => {
  const event = eventOf(7, { type: 'request-approved', detail: { comment: 'fine' } });
  const { id, type, at, by, commit, record, detail } = event;
  expect(cloudEventOf(event, 'rgz')).toEqual({
    specversion: '1.0',
    id,
    source: 'rgz',
    type,
    subject: 'PR-2026-0007',
    time: at,
    datacontenttype: 'application/json',
    data: { by, commit, record, detail },
  });
});
