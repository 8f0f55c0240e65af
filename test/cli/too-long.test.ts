import { beforeAll, expect, test } from 'vitest';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;
let id: string;

beforeAll(async () => {
  fixture = await makeRepository();
  id = await fixture.request();
});

const long = 'x'.repeat(10_001);

/** What is written has to be read again: a record that holds more than its schema allows is lost to everybody. */
test.each([
  ['carl', ['approve', '--comment', long], 'comment'],
  ['carl', ['reject', '--reason', long], 'reason'],
  ['dora', ['request', 'cancel', '--reason', long], 'reason'],
] as [Who, string[], string][])(
  '%s: words that no record may hold are refused, and nothing is written',
  async (who, args, field) => {
    const before = fixture.head();
    const ran = await fixture.rgz(who, ...args, id, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([3, '', 'schema.invalid']);
    expect(ran.error.message).toContain(`${field} has 10001 characters, and may have 10000 at most`);
    expect(fixture.head()).toBe(before);
  },
);

test('as many as a record may hold are taken, and read again', async () => {
  const repository = fixture.copy();
  (await repository.rgz('carl', 'approve', id, '--comment', long.slice(1))).orThrow();
  expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: true });
});
