import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;
let path: string;

beforeAll(async () => {
  fixture = await makeRepository({ remote: false });
  path = fixture.pathOf(await fixture.request());
});

/** What check of the commit and the audit find once somebody wrote a comment into a record. */
async function found(who: Who): Promise<string[]> {
  const repository = fixture.copy();
  repository.commit(who, { files: { [path]: `${repository.show(path)}\n# agreed with the board\n` } });
  const told = ['check --range HEAD~1..HEAD', 'audit'].map(async (command) => {
    const { findings } = (await repository.rgz('vera', ...command.split(' '), '--json')).json as {
      findings: { rule: string; message: string }[];
    };
    return findings.map(({ rule, message }) => `${command.split(' ')[0]} ${rule} ${message}`);
  });
  return (await Promise.all(told)).flat();
}

describe('a comment in a record', () => {
  test.each(['dora', 'carl', 'vera', 'ada'] as Who[])('may be by %s, who has a role for its tenant', async (who) => {
    expect(await found(who)).toEqual([]);
  });

  test.each([
    ['sam', 'sam@elsewhere.example'],
    ['dan', 'dan@example.com'],
  ] as [Who, string][])('must not be by %s, who has none', async (who, email) => {
    const told = `policy.not-allowed ${email} changed the file and has no role for tenant-finance`;
    expect(await found(who)).toEqual([`check ${told}`, `audit ${told}`]);
  });
});
