import { describe, expect, test } from 'vitest';
import { checklist } from '../../src/kinds/checklist/index.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { draftsOf, foldBursts } from '../../src/notices/address.ts';
import { hearersOf } from '../../src/notices/hearers.ts';
import { happeningsOf } from '../../src/notices/record-events.ts';
import { fill, replaceTexts } from '../../src/notices/texts.ts';
import { draft, holder, now, policyOf, withHistory } from '../domain/example.ts';
import { sampleOf } from '../kinds/samples.ts';
import { hostile } from '../kit/messages.ts';
import { commit, lastOf, lineOf, policy, reminderBy, reminders, stories, textsIn, told } from './story.ts';

const mail = { type: 'email', url: 'smtp://mail.example.com', from: 'rgz@example.com' } as const;
const room = { type: 'slack', webhookVariable: 'X' } as const;
const stream = { type: 'webhook', url: 'https://example.com/' } as const;
const heard = (actions: readonly string[]) =>
  hearersOf(lastOf(actions), policy).map(({ person }) => person.id.split('@')[0]);

describe('what happened', () => {
  test('is what a commit added to the history, each under an id of its own', () => {
    const of = draft();
    const history = ['created', 'approved', 'deploying'].map((action) => told(of, action));
    const before = withHistory(of, ...history.slice(0, 1));
    const change = { kind: promotion, path: 'a', commit, before, after: withHistory(of, ...history) };
    expect(happeningsOf(change).map(({ event }) => event.id)).toEqual([
      `${commit}.PR-2026-0001.1`,
      `${commit}.PR-2026-0001.2`,
    ]);
    expect(happeningsOf(change).map(({ event }) => event.record.state)).toEqual(['approved', 'deploying']);
    expect(happeningsOf({ ...change, before: change.after })).toEqual([]);
  });

  test.each(Object.entries(stories))('%s', (type, actions) => {
    expect(lastOf(actions).event.type).toBe(type);
  });

  test('is a vote only as long as more are needed', () => {
    const of = draft();
    const first = told(of, 'approved', { quorum: 2 });
    const second = told(of, 'approved', { quorum: 2, by: 'nina@example.com' });
    expect(lastOf(['created', first]).event.type).toBe('request-endorsed');
    expect(lastOf(['created', first, second]).event.type).toBe('request-approved');
    expect(hearersOf(lastOf(['created', first]), policy).map(({ person }) => person.id)).toEqual(['nina@example.com']);
  });

  test('has a story for every type of event but those of emergencies and settled outcomes', () => {
    const types = [promotion].flatMap(({ actions }) =>
      actions.flatMap(({ event, ballot }) => [event.type, ballot?.type]),
    );
    const missing = types.filter((type) => type !== undefined && !Object.hasOwn(stories, type));
    expect(new Set(missing)).toEqual(new Set(['request-endorsed', 'request-reviewed']));
  });
});

describe('who hears of it', () => {
  test.each([
    ['request-created', ['jean', 'nina']],
    ['request-edited', ['jean', 'nina']],
    ['request-approved', ['pierre']],
    ['request-rejected', ['pierre']],
    ['deployment-claimed', []],
    ['deployment-started', ['pierre', 'jean']],
    ['deployment-succeeded', ['pierre', 'jean', 'nina', 'vera']],
    ['deployment-failed', ['pierre', 'jean', 'nina', 'vera', 'otto']],
    ['deployment-unknown', ['pierre', 'jean', 'nina', 'vera', 'otto']],
  ])('%s', (type, who) => {
    expect(heard(stories[type] ?? [])).toEqual(who);
  });

  test.each([
    ['checklist-reminder', ['pierre', 'jean', 'rene']],
    ['checklist-overdue', ['jean', 'rene']],
    ['checklist-escalated', ['otto']],
  ])('%s', (type, who) => {
    const [action, level] = reminders[type] ?? ['', ''];
    const happening = reminderBy(action, level);
    expect(happening.event).toMatchObject({ type, detail: { level } });
    expect(hearersOf(happening, policy).map(({ person }) => person.id.split('@')[0])).toEqual(who);
  });

  test('whoever may not see a checklist hears nothing of it, although a point names them', () => {
    const people = policy.file.people.map((each) =>
      each.emails.includes('jean@example.com') ? holder('jean@example.com', 'controller') : each,
    );
    const workers = hearersOf(reminderBy('reminded-urgently', 'sms'), policyOf(people)).map(({ person }) => person.id);
    expect(workers).toEqual(['rene@example.com']);
  });

  test('a role is held by another name as well', () => {
    const named = { ...policy, file: { ...policy.file, aliases: { reseller: 'noc-admin' } } } as const;
    const workers = hearersOf(reminderBy('reminded-urgently', 'sms'), named).map(({ person }) => person.id);
    expect(workers).toEqual(['jean@example.com', 'otto@example.com']);
  });

  test('short messages tell of what is overdue, and not of what comes to mind first', () => {
    const sms = lineOf({ type: 'sms', provider: 'twilio', account: 'AC1', from: '+33600000000' });
    const over = (type: string) => draftsOf(reminderBy(...(reminders[type] ?? ['', ''])), sms).map(({ to }) => to);
    expect(over('checklist-reminder')).toEqual([]);
    expect(over('checklist-overdue')).toEqual(['+2290161234567']);
  });

  test('a room calls by name who can do something about what is overdue', () => {
    const [draft] = draftsOf(reminderBy('reminded-urgently', 'sms'), lineOf(room));
    expect(draft?.mentions).toEqual(['U0JEAN', 'U0RENE']);
  });

  test('operations hear of a success that ends a failure', () => {
    const again = [
      'created',
      'approved',
      'deploying',
      'launched',
      'failed',
      'retried',
      'deploying',
      'launched',
      'deployed',
    ];
    expect(heard(again)).toContain('otto');
    const [first] = draftsOf(lastOf(again), lineOf(mail));
    expect(first?.subject).toContain('est finalement en ligne');
  });

  test('is nobody whom the policy does not know, and never who did it', () => {
    const of = { ...draft(), metadata: { ...draft().metadata, createdBy: 'gone@example.com' } };
    expect(hearersOf(lastOf(['created', 'approved'], of), policy)).toEqual([]);
    expect(heard(['created', 'cancelled'])).toEqual(['jean', 'nina']);
  });

  test('is told otherwise where the settings of the channel say so', () => {
    const telling = { audience: { 'request-created': ['operations' as const] } };
    const drafts = draftsOf(lastOf(['created']), lineOf({ ...mail, telling }));
    expect(drafts.map(({ to }) => to)).toEqual(['otto@example.com']);
  });
});

describe('where it goes', () => {
  test('is a message for each person, in their language', () => {
    const drafts = draftsOf(lastOf(['created']), lineOf(mail));
    expect(drafts.map(({ to, locale }) => [to, locale])).toEqual([
      ['jean@example.com', 'en'],
      ['nina@example.com', 'fr'],
    ]);
    expect(drafts[0]).toMatchObject({
      tone: 'ask',
      subject: 'PR-2026-0001 waits for your approval: api/payment-api@2.1.0 to prod',
    });
    expect(drafts[0]?.commands).toContain('rgz approve PR-2026-0001');
    expect(drafts[1]?.subject).toBe('PR-2026-0001 attend votre accord : api/payment-api@2.1.0 vers prod');
  });

  test('is one message for a room, with those called by name who have to act', () => {
    const [message, ...others] = draftsOf(lastOf(['created']), lineOf(room));
    expect(others).toEqual([]);
    expect(message).toMatchObject({ to: 'line', mentions: ['U0JEAN', 'U0NINA'] });
    expect(draftsOf(lastOf(['created', 'approved', 'deploying']), lineOf(room))).toEqual([]);
    const telling = { events: ['deployment-claimed'] };
    expect(draftsOf(lastOf(['created', 'approved', 'deploying']), lineOf({ ...room, telling }))).toHaveLength(1);
  });

  test('is one message for a program, whatever happened', () => {
    for (const actions of Object.values(stories)) expect(draftsOf(lastOf(actions), lineOf(stream))).toHaveLength(1);
  });

  test('is the telephone of those who have one, for failures only', () => {
    const sms = { type: 'sms', provider: 'twilio', account: 'AC1' } as const;
    expect(draftsOf(lastOf(['created']), lineOf(sms))).toEqual([]);
    const failed = draftsOf(lastOf(stories['deployment-failed'] ?? []), lineOf(sms));
    expect(failed.map(({ to }) => to)).toEqual(['+33612345678', '+4915112345678']);
    expect(failed.map(({ short }) => short.length < 160)).toEqual([true, true]);
  });

  test('is nothing of other tenants or events than the settings name', () => {
    const only = (telling: object) => draftsOf(lastOf(['created']), lineOf({ ...mail, telling }));
    expect(only({ tenants: ['tenant-retail'] })).toEqual([]);
    expect(only({ events: ['request-approved'] })).toEqual([]);
    expect(only({ tenants: ['tenant-finance'], events: ['request-created'] })).toHaveLength(2);
  });

  test('is one message for a burst, and its id is that of what it holds', () => {
    const line = lineOf({ ...mail, telling: { digestAbove: 2 } });
    const drafts = ['request-created', 'request-edited', 'request-cancelled'].flatMap((type) =>
      draftsOf(lastOf(stories[type] ?? []), line),
    );
    const folded = foldBursts(drafts, line);
    expect(folded.map(({ to, items }) => [to, items.length])).toEqual([
      ['jean@example.com', 3],
      ['nina@example.com', 3],
    ]);
    expect(folded[0]).toMatchObject({ tone: 'ask', subject: expect.stringContaining('3 things happened') });
    expect(folded[0]?.footer).toBe(
      [...new Set(drafts.filter(({ to }) => to === folded[0]?.to).map(({ footer }) => footer))].join(' '),
    );
    expect(foldBursts(drafts, line)).toEqual(folded);
    expect(foldBursts(drafts.slice(0, 4), line)).toHaveLength(4);
  });
});

describe('what is said', () => {
  test('holds hostile text as text, on the lines it belongs to, and cut with a word that it is', () => {
    const nasty = `${hostile}\r\nBcc: x@evil.example\u202e\u0007\u001b[31m`;
    const of = draft({ name: 'payment-api' }, { justification: nasty, releaseNotes: 'x'.repeat(1_000_000) });
    const drafts = draftsOf(lastOf(['created'], of), lineOf(mail));
    for (const message of drafts) {
      const lines = [
        message.subject,
        message.headline,
        message.footer,
        message.short,
        ...message.facts.map(({ value }) => value),
      ];
      for (const text of lines) expect(text).not.toMatch(/[\r\n\u0000-\u001f\u202e]/);
      for (const { value } of message.texts) {
        expect(value).not.toMatch(/[\r\u0007\u001b\u202e]/);
        expect(value.length).toBeLessThanOrEqual(1000);
      }
      expect(message.texts[1]?.value).toMatch(/x\n…/);
      expect(message.link?.url).toBe(
        'https://git.example.com/ops/records/blob/main/requests/prod/2026/11/PR-2026-0001.yaml',
      );
    }
  });

  test('looks into no value', () => {
    expect(fill('{a} {b} {c}', { a: '{b}', b: '{a}' })).toBe('{b} {a} {c}');
    expect(fill('{constructor} {toString}', {})).toBe('{constructor} {toString}');
  });

  test('may be replaced text by text, and never by anything else', () => {
    const own = {
      open: 'Read it',
      events: { 'request-created': { subject: '{id}!' }, nothing: {} },
      labels: { tenant: 3 },
      more: {},
    };
    const { texts, faults } = replaceTexts(textsIn('en'), own);
    expect(texts.open).toBe('Read it');
    expect(texts.events['request-created']).toMatchObject({
      subject: '{id}!',
      headline: 'A request waits for your approval',
    });
    expect(texts.labels.tenant).toBe('Tenant');
    expect(faults).toEqual(['/labels/tenant', '/more', '/events/nothing']);
  });

  test('tells of a failure what the job said last, and how to go back', () => {
    const error = `${'noise\n'.repeat(1000)}the end of it`;
    const of = draft();
    const failed = lastOf(['created', 'approved', 'deploying', 'launched', told(of, 'failed', { error })], of);
    const [message] = draftsOf(failed, lineOf(mail));
    expect(message?.texts.map(({ label }) => label)).toEqual(["Ce qui n'a pas marché", 'Retour arrière']);
    expect(message?.texts[0]?.value).toMatch(/the end of it$/);
    expect(message?.texts[0]?.value.length).toBeLessThanOrEqual(1000);
  });
});

describe('a checklist that came to be ready', () => {
  const sample = sampleOf('Checklist');
  const set = (item: string) => ({ action: 'item-set', at: now, by: 'pierre@example.com', item, status: 'completed' });
  const record = (...items: string[]) => ({
    ...sample,
    status: { state: 'open', history: [{ action: 'created', at: now, by: 'pierre@example.com' }, ...items.map(set)] },
  });
  const types = (before: readonly string[], after: readonly string[]) =>
    happeningsOf({
      kind: checklist,
      path: 'checklists/tiny/site-1.yaml',
      commit,
      before: record(...before),
      after: record(...after),
    }).map(({ event }) => event.type);

  test('is told once, to those who may approve it', () => {
    expect(types([], ['one'])).toEqual(['checklist-item-changed']);
    expect(types(['one'], ['one', 'two'])).toEqual(['checklist-ready']);
    expect(types(['one', 'two'], ['one', 'two', 'two'])).toEqual(['checklist-item-changed']);
  });
});
