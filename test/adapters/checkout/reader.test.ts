import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkoutReader } from '../../../src/adapters/checkout/index.ts';
import type { ReadCheckout } from '../../../src/ports/checkout.ts';
import { makeFolder, writeUnder } from '../../kit/folder.ts';

const most = 64 * 1024 * 1024;
let read: ReadCheckout;

beforeAll(() => {
  const folder = makeFolder();
  writeUnder(folder, 'requests/prod/a.yaml', 'a: 1\n');
  writeUnder(folder, 'requests/prod/empty.yaml', '');
  writeUnder(folder, 'large.yaml', 'x');
  truncateSync(join(folder, 'large.yaml'), most + 1);
  mkdirSync(join(folder, 'requests/prod/folder.yaml'));
  symlinkSync('a.yaml', join(folder, 'requests/prod/link.yaml'));
  symlinkSync('nowhere', join(folder, 'requests/prod/dangling.yaml'));
  symlinkSync('prod', join(folder, 'requests/dev'));
  read = checkoutReader(folder);
});

describe('a file of a checkout', () => {
  test.each([
    ['requests/prod/a.yaml', 'a: 1\n'],
    ['requests/prod/empty.yaml', ''],
  ])('%s is read', async (path, text) => {
    expect(await read(path)).toEqual({ plain: true, bytes: Buffer.from(text) });
  });

  test.each([
    ['a link', 'requests/prod/link.yaml'],
    ['a link to nothing', 'requests/prod/dangling.yaml'],
    ['behind a link', 'requests/dev/a.yaml'],
    ['below a plain file', 'large.yaml/a.yaml'],
  ])('that is %s is not plain, and not read', async (_what, path) => {
    expect(await read(path)).toEqual({ plain: false, bytes: undefined });
  });

  test('that is a folder is no file either, and is said to be one', async () => {
    expect(await read('requests/prod/folder.yaml')).toEqual({ plain: false, bytes: undefined, folder: true });
  });

  test.each(['requests/prod/b.yaml', 'requests/test/a.yaml', 'nothing.yaml'])('%s is not there', async (path) => {
    expect(await read(path)).toBeUndefined();
  });

  test('that is larger than any evidence is read up to that size', async () => {
    expect((await read('large.yaml'))?.bytes).toHaveLength(most);
  });
});
