import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completePath, typedPath } from '../../src/cli/complete-path.ts';
import { makeFolder, writeUnder } from '../kit/folder.ts';

describe('completePath', () => {
  const folder = makeFolder();
  for (const path of ['pics/mast 1.png', 'pics/mast 2.png', 'pics/.hidden', 'pots/pan', 'home/a.txt'])
    writeUnder(folder, path, '');
  symlinkSync('pics', join(folder, 'link'));
  symlinkSync('nowhere', join(folder, 'lost'));
  const home = join(folder, 'home');

  test.each([
    ['', ['home/', 'link/', 'lost', 'pics/', 'pots/']],
    ['pi', ['pics/']],
    ['pics/', ['pics/mast 1.png', 'pics/mast 2.png']],
    ['pics/.', ['pics/.hidden']],
    ['./pics/mast 2', ['./pics/mast 2.png']],
    ['link/m', ['link/mast 1.png', 'link/mast 2.png']],
    ['~', ['~/']],
    ['~/', ['~/a.txt']],
    ['nowhere/', []],
    ['pots/pan/', []],
  ])('of %j gives %j', (text, expected) => {
    expect(completePath(text, folder, home)).toEqual(expected);
  });

  test('of an absolute path is absolute', () => {
    expect(completePath(`${folder}/pi`, '/', home)).toEqual([`${folder}/pics/`]);
  });
});

test.each([
  ['a b.png', 'a b.png'],
  ["'/tmp/a b.png'", '/tmp/a b.png'],
  ['"/tmp/a b.png"', '/tmp/a b.png'],
  ['/tmp/a\\ b\\(1\\).png', '/tmp/a b(1).png'],
  ['~/a.png', '/home/dora/a.png'],
  ['~dora/a.png', '~dora/a.png'],
])('a path that was typed or dropped: %j', (text, expected) => {
  expect(typedPath(text, '/home/dora')).toBe(expected);
});
