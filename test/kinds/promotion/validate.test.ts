import { describe, expect, test } from 'vitest';
import type { World } from '../../../src/domain/kind.ts';
import { validate } from '../../../src/kinds/promotion/validate.ts';
import { draft, now } from '../../domain/example.ts';

const world: World = { now, tenants: ['tenant-finance'], environments: ['dev', 'staging', 'prod'] };

test('a request that keeps the rules has no problem', () => {
  expect(validate(draft(), world)).toEqual([]);
  expect(validate(draft({}, { scheduledDate: null }), world)).toEqual([]);
});

describe('a tenant', () => {
  test('has to be known, and the known ones are told', () => {
    const many = Array.from({ length: 11 }, (_, at) => `tenant-${at}`);
    expect(validate(draft(), { ...world, tenants: many })).toEqual([
      {
        code: 'input.unknown-tenant',
        pointer: '/metadata/tenant',
        message: 'there is no tenant "tenant-finance"',
        remedy: [`the tenants are ${many.slice(0, 10).join(', ')}, …`, 'an admin types: rgz tenant add tenant-finance'],
      },
    ]);
  });

  test('is told with all the others up to ten', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `tenant-${at}`);
    expect(validate(draft(), { ...world, tenants: ten })[0]?.remedy[0]).toBe(`the tenants are ${ten.join(', ')}`);
  });

  test('cannot be known where there are none', () => {
    expect(validate(draft(), { ...world, tenants: [] })[0]?.remedy[0]).toBe('no tenants are known yet');
  });
});

describe('an environment', () => {
  test.each(['sourceEnvironment', 'targetEnvironment'])('(%s) has to be known', (field) => {
    expect(validate(draft({ [field]: 'moon' }), world)).toEqual([
      {
        code: 'input.unknown-environment',
        pointer: `/spec/target/${field}`,
        message: 'there is no environment "moon"',
        remedy: ['the environments are dev, staging, prod', 'environments are named in .rgz/config.yaml'],
      },
    ]);
  });

  test('has to be another one than it comes from', () => {
    expect(validate(draft({ sourceEnvironment: 'prod' }), world)).toMatchObject([
      { code: 'input.invalid', pointer: '/spec/target/targetEnvironment' },
    ]);
  });
});

describe('a schedule', () => {
  test.each([
    ['2026-11-21T12:00:01Z', true],
    ['2026-11-21T13:30:00+01:00', true],
    ['2026-11-21T12:00:00Z', false],
    ['2026-11-21T12:30:00+01:00', false],
    ['2020-01-01T00:00:00Z', false],
  ])('of %s is in the future at noon: %s', (scheduledDate, future) => {
    const codes = validate(draft({}, { scheduledDate }), world).map((problem) => problem.code);
    expect(codes).toEqual(future ? [] : ['input.schedule-past']);
  });
});

test('every problem is told at once', () => {
  const bad = draft(
    { sourceEnvironment: 'moon', targetEnvironment: 'moon' },
    { scheduledDate: '2020-01-01T00:00:00Z' },
  );
  const problems = validate(bad, { ...world, tenants: [] });
  expect(problems.map((problem) => problem.code)).toEqual([
    'input.unknown-tenant',
    'input.unknown-environment',
    'input.unknown-environment',
    'input.invalid',
    'input.schedule-past',
  ]);
  expect(problems.every((problem) => problem.remedy.length > 0)).toBe(true);
});

describe('a text', () => {
  test.each([
    ['justification', ` ${'a'.repeat(19)}\n`],
    ['releaseNotes', ' \n\t'],
    ['rollbackPlan', '\u00a0\u3000'],
  ])('(%s) is not made of blanks', (field, text) => {
    expect(validate(draft({}, { [field]: text }), world)).toMatchObject([
      { code: 'input.invalid', pointer: `/spec/request/${field}` },
    ]);
  });

  test('may have blanks around it', () => {
    expect(validate(draft({}, { justification: ` ${'a'.repeat(20)}\n`, rollbackPlan: ' x ' }), world)).toEqual([]);
  });
});

describe('an id', () => {
  const born = (createdAt: string) => {
    const record = draft();
    return validate({ ...record, metadata: { ...record.metadata, id: 'PR-2026-0003', createdAt } }, world);
  };

  test('is of the year in which it was created, by UTC or by the clock it was written with', () => {
    expect(born('2026-12-31T23:59:59Z')).toEqual([]);
    expect(born('2026-01-01T00:30:00+02:00')).toEqual([]);
    expect(born('2025-12-31T23:30:00-02:00')).toEqual([]);
    expect(born('2024-11-05T10:00:00Z')).toEqual([
      {
        code: 'record.misplaced',
        pointer: '/metadata/createdAt',
        message: 'PR-2026-0003 has an id of 2026, and was created at 2024-11-05T10:00:00Z',
        remedy: ['give it an id of the year in which it was created'],
      },
    ]);
  });
});
