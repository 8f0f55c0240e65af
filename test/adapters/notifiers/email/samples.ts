import type { Locale, Message } from '../../../../src/domain/notice.ts';
import { eventOf, messageOf } from '../../../kit/messages.ts';
import { letterIn, mail } from '../../../notices/an-invitation.ts';
import { french } from './samples-fr.ts';

const id = 'PR-2026-0042';
const url = 'https://git.example.com/payments/records/requests/prod/2026/11/PR-2026-0042.yaml';

export type Wording = Partial<Message>;

const english: Readonly<Record<string, Wording>> = {
  ask: {
    tone: 'ask',
    subject: `${id} waits for you: api/payments@2.1.0 to prod`,
    headline: 'A request waits for your approval',
    lead: 'Dora Lindqvist asks to bring api/payments@2.1.0 from staging to prod.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Target', value: 'api/payments@2.1.0' },
      { label: 'Impact', value: 'high' },
      { label: 'Scheduled', value: '27 November 2026, 09:00 Europe/Paris' },
      { label: 'Approvals', value: '1 of 2' },
    ],
    texts: [
      { label: 'Justification', value: 'New PCI-DSS compliant payment flow.' },
      {
        label: 'Release notes',
        value: '- Adds 3DS2 authentication\n- Mends time-outs of the card service\n- Answers twice as fast',
      },
    ],
    commands: [`rgz approve ${id}`, `rgz reject ${id} --reason "<why>"`],
    commandsLabel: 'To decide, type',
    link: { label: 'Open the request', url },
    footer: 'You hear of this because you may approve requests of tenant-finance.',
  },
  good: {
    tone: 'good',
    subject: `${id} is in prod: api/payments@2.1.0`,
    headline: 'api/payments@2.1.0 is in prod',
    lead: 'The request that you made on 26 November has been deployed.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Approved by', value: 'Cleo Martin, Ines Duval' },
      { label: 'Job', value: '118204' },
      { label: 'Took', value: '3 min 12 s' },
    ],
    texts: [],
    commands: [],
    link: { label: 'Open the request', url },
    footer: 'You hear of this because you made the request.',
  },
  bad: {
    tone: 'bad',
    subject: `${id} failed: api/payments@2.1.0 is not in prod`,
    headline: 'The deployment of api/payments@2.1.0 failed',
    lead: 'Nothing was changed after the step that failed. prod still runs 2.0.4.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Attempt', value: '2 of 3' },
      { label: 'Job', value: '118204' },
    ],
    texts: [
      {
        label: 'The end of the log',
        value:
          'TASK [gateway : publish api] *********************\nfatal: [gw-prod-02]: FAILED!\n  status: 503\n  message: upstream "payments-v2" has no healthy member',
      },
      { label: 'Rollback plan', value: 'Set the route back to payments-v1; nothing else has to be undone.' },
    ],
    commands: [`rgz retry ${id}`, `rgz request show ${id}`],
    commandsLabel: 'To go on, type',
    link: { label: 'Open the request', url },
    footer: 'You hear of this because you are on call for prod.',
  },
  info: {
    tone: 'info',
    subject: `${id} has begun: api/payments@2.1.0 to prod`,
    headline: 'The deployment has begun',
    lead: 'api/payments@2.1.0 is on its way to prod. You hear of it again when it is over.',
    facts: [
      { label: 'Tenant', value: 'tenant-finance' },
      { label: 'Job', value: '118204' },
    ],
    texts: [],
    commands: [`rgz request watch ${id}`],
    commandsLabel: 'To look on, type',
    link: { label: 'Open the request', url },
    footer: 'You hear of this because you made the request.',
  },
  digest: {
    tone: 'info',
    events: [42, 43, 44].map((number) => eventOf(number)),
    subject: '4 events of tenant-finance',
    headline: '4 events since 18:00',
    lead: 'They came in during your quiet hours.',
    facts: [],
    texts: [],
    commands: ['rgz request list --waiting'],
    commandsLabel: 'To see what waits for you, type',
    items: [
      { text: 'PR-2026-0042 waits for your approval: api/payments@2.1.0 to prod', url },
      { text: 'PR-2026-0043 was approved by Ines Duval: api/accounts@1.8.2 to prod', url },
      { text: 'PR-2026-0044 failed: app/mobile-gateway@5.0.0 is not in prod', url },
      { text: 'The line of prod is stopped until a person starts it again' },
    ],
    link: { label: 'See all records', url: 'https://git.example.com/payments/records' },
    footer: 'You hear of this because you may approve requests of tenant-finance. Quiet hours: 18:00 to 08:00.',
  },
};

const words: Readonly<Record<Locale, Readonly<Record<string, Wording>>>> = { en: english, fr: french };

/** The messages that the golden files and the pictures show. */
export const samples: readonly (readonly [string, Message])[] = (['en', 'fr'] as const).flatMap((locale) => [
  ...Object.entries(words[locale]).map(
    ([name, wording]) =>
      [`${name}-${locale}`, messageOf(42, { to: 'jean.dupont@example.com', ...wording, locale })] as const,
  ),
  [`invite-${locale}`, letterIn(locale, mail)] as const,
]);
