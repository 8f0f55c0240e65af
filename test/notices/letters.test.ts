import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitText } from '../../src/adapters/notifiers/sms/fit-text.ts';
import { gsm, segmentsOf } from '../../src/adapters/notifiers/sms/gsm.ts';
import { locales } from '../../src/domain/notice.ts';
import { kinds } from '../../src/kinds/index.ts';
import { draftsOf, foldBursts, isOwed, isStillTheirs } from '../../src/notices/address.ts';
import { hearersOf } from '../../src/notices/hearers.ts';
import { lettersGoTo, unsealed } from '../../src/notices/letters.ts';
import { withoutCode } from '../../src/notices/without-code.ts';
import { awa, code, invitation, invited, letterIn, lettersOver, mail, omar, phones, signIn } from './an-invitation.ts';
import { lineOf, policy } from './story.ts';

const room = { type: 'slack', webhookVariable: 'X' } as const;
const streams = [{ type: 'webhook', url: 'https://example.com/' }, { type: 'console' }] as const;

describe('a letter', () => {
  test('goes to each user at the address that the channel reaches, in the language of the session', () => {
    expect(lettersOver(mail).map(({ to, locale }) => [to, locale])).toEqual([[omar.email, 'fr']]);
    expect(lettersOver(phones, { locale: 'en' }).map(({ to, locale }) => [to, locale])).toEqual([[awa.phone, 'en']]);
  });

  test('holds its code only once it is opened, and then at the end of a short message', () => {
    const [letter] = lettersOver(mail, { locale: 'en' });
    expect(letter).toMatchObject({ commands: [], sealed: { record: 'OB-2026-0001', user: omar.email, nonce: 'n1' } });
    expect(JSON.stringify(letter)).not.toContain(code);
    const opened = letterIn('en', mail);
    expect(opened).not.toHaveProperty('sealed');
    expect(opened.commands).toEqual([code]);
    expect(opened.short.endsWith(` ${code}`)).toBe(true);
  });

  test('names who invites by the name that the policy has, and points nowhere but to where to sign in', () => {
    const [letter] = lettersOver(mail, { by: 'nina@example.com', locale: 'en' });
    const nina = policy.people.find(({ id }) => id === 'nina@example.com');
    expect(letter?.facts).toContainEqual({ label: 'Invited by', value: nina?.name });
    expect(letter?.link).toEqual({ label: 'Sign in', url: signIn });
    expect(lettersOver(mail, { link: null })[0]).not.toHaveProperty('link');
  });

  test('tells who asked for another one', () => {
    const asked = {
      action: 'invitation-asked',
      at: '2026-11-21T09:00:00Z',
      by: 'jean@example.com',
      users: [omar.email],
    };
    const events = [invited(awa.phone, omar.email), asked, invited(omar.email)];
    const [letter, ...others] = lettersOver(mail, { events, locale: 'en' });
    expect(others).toEqual([]);
    const jean = policy.people.find(({ id }) => id === 'jean@example.com');
    expect(letter?.lead).toContain(jean?.name);
  });

  test('is told to no room and no program, which hear of it without any code', () => {
    expect(draftsOf(invitation(), lineOf(room))).toEqual([]);
    for (const settings of streams) {
      const [told, ...others] = draftsOf(invitation(), lineOf(settings));
      expect(others).toEqual([]);
      expect(told).not.toHaveProperty('sealed');
      expect(told?.to).toBe('line');
    }
    expect(hearersOf(invitation(), policy)).toEqual([]);
  });

  test('follows what the channel tells of', () => {
    const goTo = (telling: object) => lettersGoTo({ ...mail, telling }, invitation().definition, 'boutique-ndar');
    expect(goTo({})).toBe('email');
    expect(goTo({ events: ['request-created'] })).toBeUndefined();
    expect(goTo({ events: ['users-invited'] })).toBe('email');
    expect(goTo({ tenants: ['tenant-retail'] })).toBeUndefined();
    expect(goTo({ audience: { 'users-invited': ['operations'] } })).toBeUndefined();
    const audience = { 'users-invited': ['operations' as const, 'invited' as const] };
    const drafts = draftsOf(invitation(), lineOf({ ...mail, telling: { audience } }));
    expect(drafts.map(({ to, sealed }) => [to, sealed !== undefined])).toEqual([
      [omar.email, true],
      ['otto@example.com', false],
    ]);
  });

  test('stays by itself in any burst, and is owed to nobody else', () => {
    const line = lineOf({ ...mail, telling: { digestAbove: 1 } });
    const letters = [1, 2, 3].flatMap(() => draftsOf(invitation(), line));
    expect(foldBursts(letters, line)).toEqual(letters);
    const [letter] = letters;
    if (letter === undefined) throw new Error('there is none');
    expect(isOwed(letter, { to: omar.email }, line)).toBe(true);
    expect(isOwed(letter, { to: 'line' }, line)).toBe(false);
    expect(isOwed(letter, { to: 'nina@example.com' }, line)).toBe(false);
    expect(isStillTheirs(letter, line, kinds)).toBe(true);
    expect(isStillTheirs(letter, lineOf(phones), kinds)).toBe(false);
    expect(isStillTheirs(letter, lineOf(room), kinds)).toBe(false);
  });
});

describe('a short message', () => {
  const signs = fc.string({ unit: fc.constantFrom(...'aéèêçœ’İðЖ🏪¬{}\u202e {code} '), minLength: 1, maxLength: 255 });

  test.each(locales)('takes one segment with its code and where to sign in, in %s', (locale) => {
    const { short, commands } = letterIn(locale, phones);
    expect(short).toContain(signIn);
    expect(segmentsOf(short, gsm)).toBe(1);
    expect(fitText(short, commands)).toBe(short);
  });

  test('holds its whole code whatever the company is called and however long the address is', () => {
    fc.assert(
      fc.property(signs, fc.nat({ max: 480 }), fc.constantFrom(...locales), (company, length, locale) => {
        const link = `https://e.example/${'x'.repeat(length)}`;
        const [letter] = lettersOver(phones, { company, locale, link });
        if (letter === undefined) return false;
        const { short, commands } = unsealed({ ...letter, id: 'x' }, code);
        const sent = fitText(short, commands);
        return sent.endsWith(code) && (sent.includes(link) || !sent.includes('https:'));
      }),
    );
  });
});

test('what the other side says back holds no part of a code', () => {
  const groups = code.split('-');
  const said = [
    code,
    code.toLowerCase(),
    code.replaceAll('-', ''),
    code.replaceAll('-', ' '),
    `text "${code.slice(0, 17)}`,
    ...groups,
  ];
  for (const each of said) {
    const left = withoutCode(`550 refused: ${each}! see the log`, code);
    expect(left).toContain('550 refused: ');
    expect(left).toContain('! see the log');
    for (const group of groups) expect(left.toUpperCase()).not.toContain(group);
  }
  expect(withoutCode(`cut ${code.slice(0, 7)}`, code)).toBe('cut [code]');
  expect(withoutCode('550 no such user', code)).toBe('550 no such user');
});
