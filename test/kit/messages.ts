import type { Message, RecordEvent } from '../../src/domain/notice.ts';

/** What one person is told of one event, as the pure room makes it. */
export function messageOf(number: number, change: Partial<Message> = {}): Message {
  const event = eventOf(number);
  const { record } = event;
  return {
    id: `m-${number.toString(36).padStart(8, '0')}`,
    events: [event],
    to: 'cleo@example.com',
    locale: 'en',
    tone: 'ask',
    subject: `${record.id} waits for you: ${record.target} to prod`,
    headline: 'A request waits for your approval',
    lead: `dora@example.com asks to bring ${record.target} from staging to prod.`,
    facts: [
      { label: 'Tenant', value: record.tenant },
      { label: 'Impact', value: record.impact },
    ],
    texts: [{ label: 'Release notes', value: 'Faster search.\nFewer errors.' }],
    commands: [`rgz approve ${record.id}`, `rgz reject ${record.id} --reason <text>`],
    commandsLabel: 'To decide, type',
    link: { label: 'Open the record', url: `https://git.example.com/records/${record.path}` },
    footer: 'You may approve requests of tenant-finance.',
    short: `rgz: ${record.id} waits for you: rgz approve ${record.id}`,
    items: [],
    mentions: [],
    thread: { record: record.id },
    ...change,
  };
}

export function eventOf(number: number, change: Partial<RecordEvent> = {}): RecordEvent {
  const id = `PR-2026-${String(number).padStart(4, '0')}`;
  const commit = number.toString(16).padStart(40, '0');
  return {
    id: `${commit}.${id}.0`,
    type: 'request-created',
    at: '2026-11-26T08:00:00Z',
    by: 'dora@example.com',
    commit,
    record: {
      id,
      kind: 'PromotionRequest',
      path: `requests/prod/2026/11/${id}.yaml`,
      tenant: 'tenant-finance',
      environment: 'prod',
      state: 'pending',
      target: 'api/payments@2.1.0',
      impact: 'high',
      createdBy: 'dora@example.com',
      createdAt: '2026-11-26T08:00:00Z',
    },
    detail: {},
    ...change,
  };
}

/** Text that would do harm where somebody forgets that it is only text. */
export const hostile =
  '<script>alert(1)</script> <!channel> <@U1> <https://evil.example|click> &amp; *bold* `code` {{secret}} <%= 1 %> $(id) {to} "q" \\n %0d%0aBcc: x@evil.example';
