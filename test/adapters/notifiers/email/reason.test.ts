import { expect, it } from 'vitest';
import { outcomeOf } from '../../../../src/adapters/notifiers/email/outcome.ts';
import { tidyReason } from '../../../../src/adapters/notifiers/email/reason.ts';
import type { Server } from '../../../../src/adapters/notifiers/email/server.ts';

const login = { username: 'ops', password: 'open/sesame é+1', variable: 'RGZ_SMTP_PASSWORD' };
const server: Server = { host: 'mail.example.com', port: 587, secure: false, tls: 'required', login };

it('no form of the password stays in a reason', () => {
  const { username, password } = login;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const forms = [password, base64(password), base64(`\0${username}\0${password}`), encodeURIComponent(password)];
  for (const form of [...forms, ...forms.map((each) => each.replace(/=+$/, ''))]) {
    const reason = tidyReason(`500 what is "AUTH PLAIN ${form}"?`, login);
    expect(reason).not.toContain(form);
    expect(reason).toContain('500 what is');
  }
  expect(tidyReason(`${'x'.repeat(295)} ${password}`, login)).not.toContain('open');
});

it('a reason is one short line of plain words', () => {
  const reason = tidyReason(`550 \u001b[31mno\r\n\u202ereally ${'x'.repeat(5_000)}`, undefined);
  expect(reason).toMatch(/^550 no really x+…$/);
  expect(reason.length).toBeLessThan(320);
});

it.each([
  [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'mail.example.com:587 refuses connections'],
  [{ code: 'EDNS', originalCode: 'ENOTFOUND' }, 'mail.example.com:587 is not known by this name here'],
  [{ code: 'EABORT' }, 'mail.example.com:587 did not take the mail in time'],
  [{ code: 'ETIMEDOUT' }, 'mail.example.com:587 did not answer in time'],
  [{ code: 'ENEW' }, 'mail.example.com:587 something else'],
])('an error says what it means: %o', (fields, reason) => {
  const error = Object.assign(new Error('something else'), fields);
  expect(outcomeOf(error, server)).toEqual({ kind: 'later', reason, all: true });
});

it('what is thrown may be anything', () => {
  expect(outcomeOf('odd', server)).toMatchObject({ kind: 'later', all: true });
});
