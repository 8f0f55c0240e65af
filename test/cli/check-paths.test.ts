import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { recordPath, recordText } from '../kit/requests.ts';

let fixture: Repository;
let one: string;
let other: string;

beforeAll(async () => {
  fixture = await makeRepository({ remote: false });
  [one, other] = [fixture.pathOf(await fixture.request()), fixture.pathOf(await fixture.request())];
});

interface Told {
  ok: boolean;
  checked: number;
  findings: { rule: string; file: string }[];
}

async function check(repository: Repository, ...args: string[]): Promise<[number, boolean, number, ...string[]]> {
  const { code, json } = await repository.rgz('vera', 'check', ...args, '--json');
  const { ok, checked, findings } = json as Told;
  return [code, ok, checked, ...findings.map(({ rule, file }) => `${rule} ${file}`)];
}

/** A copy in which one record and the policy are broken in the checkout. */
function broken(): Repository {
  const repository = fixture.copy();
  writeUnder(repository.work, one, repository.show(one).replace('state: pending', 'state: approved'));
  const policy = repository.show('.rgz/policy.yaml');
  writeUnder(repository.work, '.rgz/policy.yaml', policy.replace('role: admin', 'role: emperor'));
  return repository;
}

describe('rgz check <path>', () => {
  test('looks at the named files and folders, and tells of nothing else', async () => {
    const repository = broken();
    expect(await check(repository, one)).toEqual([1, false, 1, `status.state-differs ${one}`]);
    expect(await check(repository, other)).toEqual([0, true, 1]);
    expect(await check(repository, '.rgz')).toEqual([1, false, 0, 'policy.invalid .rgz/policy.yaml']);
    const all = ['policy.invalid .rgz/policy.yaml', `status.state-differs ${one}`];
    expect(await check(repository, '.')).toEqual([1, false, 2, ...all]);
    expect(await check(repository, 'requests/', '.rgz/policy.yaml')).toEqual([1, false, 2, ...all]);
  });

  test('a template that no checklist could be opened from is told with its places', async () => {
    const repository = fixture.copy();
    const template = 'templates/checklists/cutover.yaml';
    const good = repository.show(template);
    const roles = good.replace(/^( +)role: .*$/m, '$1role: emperor');
    writeUnder(repository.work, template, roles);
    const told = async () => {
      const { findings } = (await repository.rgz('vera', 'check', '--json')).json as {
        findings: { rule: string; file: string; line: number; column: number; message: string }[];
      };
      return findings.map(({ rule, file, line, column, message }) => [rule, `${file}:${line}:${column}`, message]);
    };
    const line = roles.split('\n').findIndex((each) => each.endsWith('role: emperor')) + 1;
    const column = (roles.split('\n')[line - 1]?.indexOf('emperor') ?? 0) + 1;
    const message = expect.stringContaining('there is no role "emperor"');
    expect(await told()).toEqual([['schema.invalid', `${template}:${line}:${column}`, message]]);
    writeUnder(repository.work, template, good.replace(/^name: .*$/m, 'name: [1]'));
    expect(await told()).toEqual([['schema.invalid', expect.stringMatching(/cutover.yaml:\d+:7$/), expect.anything()]]);
    writeUnder(repository.work, template, `${good}\ntitle: twice\n`);
    expect(await told()).toEqual([['yaml.invalid', expect.stringMatching(/:\d{2,}:1$/), expect.anything()]]);
    writeUnder(repository.work, 'templates/checklists/notes.md', 'anything\n');
    writeUnder(repository.work, template, good);
    expect(await told()).toEqual([]);
  });

  test('a path that is nowhere is an error, not a clean check', async () => {
    for (const path of ['requests/prod/gone.yaml', 'nosuch', `${one}/below`, 'x'.repeat(5000)]) {
      const ran = await fixture.rgz('vera', 'check', one, path, '--json');
      expect([ran.code, ran.stdout, ran.error.code]).toEqual([2, '', 'usage.invalid']);
      expect(ran.error.message).toContain('there is no file or folder');
    }
    const outside = await fixture.rgz('vera', 'check', '../elsewhere', '--json');
    expect([outside.code, outside.error.code]).toEqual([2, 'usage.invalid']);
  });

  test('one that was deleted in the checkout is still known', async () => {
    const repository = fixture.copy();
    unlinkSync(join(repository.work, one));
    expect(await check(repository, one)).toEqual([1, false, 0, `record.deleted ${one}`]);
  });

  test('with a range, only what the commits did to them is told', async () => {
    const repository = fixture.copy();
    const forged = (path: string) => `${repository.show(path).replace('state: pending', 'state: approved')}\n`;
    repository.commit('dora', { files: { [one]: forged(one), [other]: forged(other) } });
    const range = ['--range', 'HEAD~1..HEAD'];
    const told = (path: string) => `status.state-differs ${path}`;
    expect(await check(repository, ...range)).toEqual([1, false, 2, told(one), told(other)]);
    expect(await check(repository, ...range, one)).toEqual([1, false, 1, told(one)]);
    expect(await check(repository, ...range, 'tenants')).toEqual([0, true, 0]);
  });
});

describe('what is in the checkout and not committed yet', () => {
  const wish = { id: 'PR-2026-0100', tenant: 'tenant-new' };
  const tenant = 'apiVersion: rgz.dev/v1\nkind: Tenant\nmetadata:\n  id: tenant-new\nspec: {}\n';

  test('counts as checked', async () => {
    const repository = fixture.copy();
    writeUnder(repository.work, recordPath({ id: 'PR-2026-0100' }), recordText({ id: 'PR-2026-0100' }));
    expect(await check(repository)).toEqual([0, true, 3]);
    expect(await check(repository)).toEqual([0, true, 3]);
    unlinkSync(join(repository.work, one));
    expect(await check(repository)).toEqual([1, false, 2, `record.deleted ${one}`]);
  });

  test('may refer to a tenant that is not committed yet either', async () => {
    const repository = fixture.copy();
    writeUnder(repository.work, recordPath(wish), recordText(wish));
    expect(await check(repository)).toEqual([1, false, 3, `record.unknown-reference ${recordPath(wish)}`]);
    writeUnder(repository.work, 'tenants/tenant-new/tenant.yaml', tenant.replace('id: tenant-new', 'id: another'));
    expect((await check(repository))[1]).toBe(false);
    writeUnder(repository.work, 'tenants/tenant-new/tenant.yaml', tenant);
    expect(await check(repository)).toEqual([0, true, 3]);
  });
});
