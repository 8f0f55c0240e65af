import { expect, test } from 'vitest';
import { RgzError } from '../../src/errors/rgz-error.ts';

test('an error carries its code, its exit code, its place and the next steps', () => {
  const cause = new Error('below');
  const error = new RgzError('schema.invalid', 'spec lacks "target"', {
    where: { file: 'a.yaml', line: 3, column: 1, pointer: '/spec' },
    remedy: ['give a target'],
    explanations: [{ rule: 'required', message: 'spec lacks "target"', pointer: '/spec' }],
    cause,
  });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'RgzError',
    code: 'schema.invalid',
    exitCode: 3,
    message: 'spec lacks "target"',
    where: { file: 'a.yaml', line: 3, column: 1, pointer: '/spec' },
    remedy: ['give a target'],
    explanations: [{ rule: 'required', message: 'spec lacks "target"', pointer: '/spec' }],
    cause,
  });
});

test('an error without details has none', () => {
  const error = new RgzError('interrupted', 'stopped');
  expect(error.remedy).toEqual([]);
  expect(error.explanations).toEqual([]);
  expect(error.where).toBeUndefined();
  expect('cause' in error).toBe(false);
  expect(error.exitCode).toBe(130);
});

test('an error that brings no next step takes the usual one of its code', () => {
  expect(new RgzError('input.invalid', 'too long').remedy).toEqual(['give another value, and try again']);
  expect(new RgzError('input.invalid', 'too long', { remedy: [] }).remedy).toEqual([
    'give another value, and try again',
  ]);
  expect(new RgzError('input.invalid', 'too long', { remedy: ['cut it'] }).remedy).toEqual(['cut it']);
});

test('no part that is shown holds a secret', () => {
  const secret = 'hunter2hunter2';
  const error = new RgzError('git.failed', `https://me:${secret}@git.example/x refused`, {
    remedy: [`git push https://me:${secret}@git.example/x`],
    explanations: [{ rule: 'git.failed', message: `password=${secret}` }],
  });
  expect(JSON.stringify([error.message, error.remedy, error.explanations])).not.toContain(secret);
});
