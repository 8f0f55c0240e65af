import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCode, openCodesWith } from '../../../src/adapters/codes/index.ts';
import { makeFolder, writeUnder } from '../../kit/folder.ts';

const key = 'a key that is long enough for anything';
const record = 'OB-2026-0001';
const user = 'omar@boutique.example';
const codesBy = (value: string | undefined) => openCodesWith({ env: { KEY: value }, folder: makeFolder() })('KEY');
const sealed = (codes: { hash: string; nonce: string }, of = { record, user }) => ({
  ...of,
  ...codes,
  expiresAt: '2026-11-27T09:30:00Z',
});

describe('a code', () => {
  test('is the same whenever and wherever it is made with the same key, and nothing that is kept holds it', async () => {
    const [one, two] = [await codesBy(key), await codesBy(` ${key}\n`)];
    const issued = one.issue(record, user);
    const code = one.reveal(sealed(issued));
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){6}$/);
    expect(two.reveal(sealed(issued))).toBe(code);
    expect(JSON.stringify(issued)).not.toContain(code?.slice(0, 4));
    expect(isCode(sealed(issued), code ?? '')).toBe(true);
  });

  test('is another one for another key, record, user or time', async () => {
    const codes = await codesBy(key);
    const issued = codes.issue(record, user);
    expect((await codesBy(`${key}!`)).reveal(sealed(issued))).toBeUndefined();
    expect(codes.reveal(sealed(issued, { record: 'OB-2026-0002', user }))).toBeUndefined();
    expect(codes.reveal(sealed(issued, { record, user: 'awa@boutique.example' }))).toBeUndefined();
    const all = Array.from({ length: 500 }, () => codes.reveal(sealed(codes.issue(record, user))));
    expect(new Set(all).size).toBe(500);
  });

  test('uses every sign about as often at every place', async () => {
    const codes = await codesBy(key);
    const count = 3_200;
    const places = Array.from({ length: 28 }, () => new Map<string, number>());
    for (let at = 0; at < count; at += 1) {
      const code = codes.reveal(sealed(codes.issue(record, user)))?.replaceAll('-', '') ?? '';
      for (const [place, sign] of [...code].entries()) places[place]?.set(sign, (places[place]?.get(sign) ?? 0) + 1);
    }
    for (const place of places) {
      expect(place.size).toBe(32);
      for (const often of place.values()) expect(often).toBeLessThan((count / 32) * 2);
    }
  });

  test('is known however it is typed, and nothing else is', async () => {
    const codes = await codesBy(key);
    const issued = sealed(codes.issue(record, user));
    const code = codes.reveal(issued) ?? '';
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')}\n`])
      expect(isCode(issued, typed)).toBe(true);
    fc.assert(fc.property(fc.string(), (typed) => !isCode(issued, typed)));
    for (let at = 0; at < code.length; at += 5)
      expect(isCode(issued, `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`)).toBe(false);
    expect(isCode(issued, code.repeat(1_000_000))).toBe(false);
    expect(isCode({ ...issued, hash: 'short' }, code)).toBe(false);
  });
});

describe('the key', () => {
  test.each([
    ['is not set', undefined],
    ['is not set', '   '],
    ['holds less than 32 characters', 'k'.repeat(31)],
  ])('of a variable that %s is none', async (problem, value) => {
    await expect(codesBy(value)).rejects.toMatchObject({
      code: 'config.invalid',
      message: `no invitation can be written: KEY ${problem}`,
    });
  });

  test('of a clone is made once, whoever asks first, and is for its owner alone', async () => {
    const folder = join(makeFolder(), 'rgz', 'codes');
    const open = openCodesWith({ env: {}, folder });
    const [one, two] = [await open(undefined), await open(undefined)];
    expect(two.reveal(sealed(one.issue(record, user)))).toBeDefined();
    expect(readdirSync(folder)).toEqual(['key']);
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, 'key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  test('of a clone that is damaged is told of, and not made anew', async () => {
    const folder = makeFolder();
    writeUnder(folder, 'key', 'half of i');
    await expect(openCodesWith({ env: {}, folder })(undefined)).rejects.toMatchObject({
      code: 'config.invalid',
      remedy: [expect.stringContaining(`remove ${join(folder, 'key')}`)],
    });
    expect(readFileSync(join(folder, 'key'), 'utf8')).toBe('half of i');
  });

  test('of a clone that nothing can be written to is told of', async () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, '');
    await expect(openCodesWith({ env: {}, folder: join(file, 'codes') })(undefined)).rejects.toMatchObject({
      code: 'config.invalid',
    });
  });
});
