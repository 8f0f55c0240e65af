import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sealedFile } from '../../../src/adapters/memory/sealed-file.ts';
import { makeFolder } from '../../kit/folder.ts';

function gitFolder(): string {
  const folder = join(makeFolder(), '.git');
  mkdirSync(folder);
  return folder;
}

test('what was remembered is recalled, by the same program in the same folder', () => {
  const folder = gitFolder();
  const memory = sealedFile(folder, 'made', 'one');
  expect(memory.recall()).toBeUndefined();
  for (const text of ['first\nsecond\n', '', '{"é":1}']) {
    memory.remember(text);
    expect(memory.recall()).toBe(text);
    expect(sealedFile(folder, 'made', 'one').recall()).toBe(text);
  }
  expect(sealedFile(folder, 'made', 'two').recall()).toBeUndefined();
  expect(readdirSync(join(folder, 'rgz'))).toEqual(['made']);
});

test('no byte can be another, missing or more', () => {
  const folder = gitFolder();
  const memory = sealedFile(folder, 'made', 'one');
  memory.remember('some text\nof two lines\n');
  const file = join(folder, 'rgz/made');
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    for (const damaged of [
      whole.subarray(0, at),
      Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]),
      Buffer.concat([whole.subarray(0, at), Buffer.of((whole[at] ?? 0) ^ (1 << (at % 8))), whole.subarray(at + 1)]),
      Buffer.concat([whole.subarray(0, at), Buffer.from('x'), whole.subarray(at)]),
    ]) {
      writeFileSync(file, damaged);
      expect(memory.recall()).toBeUndefined();
    }
  }
  writeFileSync(file, whole);
  expect(memory.recall()).toBe('some text\nof two lines\n');
});

test('a copy of the folder brings no memory with it, a folder that is moved keeps its own', () => {
  const folder = gitFolder();
  sealedFile(folder, 'made', 'one').remember('text');
  const [copy, moved] = [join(makeFolder(), 'copy'), join(makeFolder(), 'moved')];
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  expect(existsSync(join(copy, 'rgz/made'))).toBe(true);
  expect(sealedFile(copy, 'made', 'one').recall()).toBeUndefined();
  renameSync(folder, moved);
  expect(sealedFile(moved, 'made', 'one').recall()).toBe('text');
});

test('where nothing can be written, nothing is remembered and nothing fails', () => {
  const folder = gitFolder();
  writeFileSync(join(folder, 'rgz'), 'a file in the way');
  const memory = sealedFile(folder, 'made', 'one');
  memory.remember('text');
  expect(memory.recall()).toBeUndefined();
});
