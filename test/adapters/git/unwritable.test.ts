import { describe, expect, test } from 'vitest';
import { gitFailure } from '../../../src/adapters/git/git-failure.ts';
import { plainWords } from '../../../src/adapters/git/plain-words.ts';
import { unwritableBy, unwritableIn } from '../../../src/adapters/git/unwritable.ts';

describe('a clone that cannot be written', () => {
  test.each([
    ["error: cannot update ref 'refs/x': couldn't write '/c.git/refs/x.lock'", "couldn't write '/c.git/refs/x.lock'"],
    [
      "error: cannot lock ref 'refs/x': Unable to create '/c.git/x.lock': Read-only file system",
      'Read-only file system',
    ],
    ['fatal: write error: No space left on device', 'No space left on device'],
    ['error: unable to write file objects/ab/cd: Disk quota exceeded', 'Disk quota exceeded'],
    ['error: insufficient permission for adding an object to repository database ./objects', 'insufficient permission'],
  ])('is told from %j', (words, why) => {
    const error = gitFailure(['fetch'], `hint: something else\n${words}\n`, '/srv/c.git');
    expect(error.code).toBe('git.unwritable');
    expect(error.message).toContain(why);
    expect(error.message).not.toContain('hint');
    expect(error.remedy).toEqual(["df -h '/srv/c.git'", "ls -ld '/srv/c.git'"]);
  });

  test.each(['ENOSPC', 'EROFS', 'EDQUOT', 'EACCES', 'EPERM'])('is told from %s', (code) => {
    expect(unwritableBy(Object.assign(new Error('x'), { code }), '/srv')?.code).toBe('git.unwritable');
  });

  test.each(['ENOENT', 'constructor'])('is not what %s says', (code) => {
    expect(unwritableBy(Object.assign(new Error('x'), { code }), '/srv')).toBeUndefined();
  });

  test.each(['fatal: not a git repository', 'remote: fatal: write error: No space left on device', ''])(
    'is not what %j says',
    (words) => {
      expect(unwritableIn(words, '/srv')).toBeUndefined();
    },
  );
});

test("Git's hints are not what went wrong", () => {
  expect(plainWords('hint: Use another flag\nfatal: it is so\nhint:\n')).toBe('fatal: it is so');
});

test('of all that Git said, what it died of is told', () => {
  const said = 'warning: it is old\nerror: Could not read 1234\nfatal: it is so\nand so\n';
  expect(gitFailure(['rev-list'], said, '/srv/c.git').message).toContain('it is so\nand so');
  expect(gitFailure(['rev-list'], said, '/srv/c.git').message).not.toContain('warning');
});
