import { expect, test } from 'vitest';
import { channelTable } from '../../../src/cli/render/channels.ts';
import type { ChannelStatus } from '../../../src/operations/notify-status.ts';

const now = '2026-11-21T12:00:00Z';
const row: ChannelStatus = {
  channel: 'mail',
  type: 'email',
  state: 'away',
  ...{ delivered: 0, lastAt: null, late: 0, dead: 0, behind: 0 },
  ...{ trouble: null, waits: null, holder: null, fault: null },
};
const shown = (change: Partial<ChannelStatus>) =>
  channelTable([{ ...row, ...change }], { width: 200, paint: (_colour, text) => text }, now);
const trouble = (notBefore: string) => ({ reason: 'refused', since: now, tries: 1, notBefore });

test('what is tried again is said to be due once its time is over', () => {
  expect(shown({ trouble: trouble('2026-11-21T14:00:00Z') })).toContain('refused; tried again in 2 h');
  expect(shown({ trouble: trouble('2026-11-21T08:00:00Z') })).toContain('refused; due: the next controller tries it');
  expect(shown({ waits: { reason: 'quiet hours', notBefore: '2026-11-21T14:00:00Z' } })).toContain(
    'quiet hours; tried again in 2 h',
  );
});
