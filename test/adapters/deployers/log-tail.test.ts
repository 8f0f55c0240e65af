import { describe, expect, it } from 'vitest';
import { logTail } from '../../../src/adapters/deployers/log-tail.ts';

describe('the end of a log', () => {
  it('is the log where that is short', () => {
    expect(logTail('one\ntwo', false)).toBe('one\ntwo\n');
    expect(logTail('\n\n', false)).toBe('');
  });

  it('is made of whole lines and at most 8 KiB long', () => {
    const tail = logTail(Array.from({ length: 5000 }, (_, at) => `zeile ${at} äöü`).join('\n'), false);
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(8192);
    expect(Buffer.byteLength(tail)).toBeGreaterThan(8100);
    expect(tail).toMatch(/^zeile \d+ äöü\n/);
    expect(tail).toMatch(/zeile 4999 äöü\n$/);
  });

  it('leaves out the line of which the beginning is missing', () => {
    expect(logTail('word=hunter2hunter2\nfine\n', true)).toBe('fine\n');
  });

  it('cuts a line that is longer than that', () => {
    const tail = logTail('ä'.repeat(10_000), false);
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(8192);
    expect(tail).toMatch(/^…?ä+$/);
  });

  it('holds no escapes and no secrets', () => {
    const log = '\u001b[31mred\u001b[0m\r\ntoken=abcdefghijk\nmy Pa55word here\nAuthorization: Bearer abcdefghijkl\n';
    expect(logTail(log, false, ['Pa55word', ''])).toBe(
      'red\ntoken=[secret]\nmy [secret] here\nAuthorization: Bearer [secret]\n',
    );
  });

  it('holds nothing of a private key, whole or cut', () => {
    const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAA\n'.repeat(5)}-----END OPENSSH PRIVATE KEY-----\n`;
    expect(logTail(`before\n${key}after\n`, false)).toBe('before\n[private key]\nafter\n');
    expect(logTail(`${key.slice(60)}after\n${key}last\n`, true)).toBe('[private key]\nafter\n[private key]\nlast\n');
  });
});
