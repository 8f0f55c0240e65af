import { describe, expect, test } from 'vitest';
import { readCompany } from '../../../../src/kinds/onboarding/entry/read-company.ts';

const company = { name: 'Sow', sector: 'retail', site: { name: 'Siège', address: 'Dakar' } };
const pointers = (input: Parameters<typeof readCompany>[0]) =>
  readCompany(input).problems.map(({ pointer }) => pointer);

describe('a company is read', () => {
  test('from a mapping of its own, from the top, and as the first system spelled it', () => {
    const whole = { company: { ...company, country: 'SN' }, missing: [], problems: [] };
    expect(readCompany({ company })).toMatchObject(whole);
    expect(readCompany(company)).toMatchObject(whole);
    expect(
      readCompany({ company_name: 'Sow', sector: 'retail', site_name: 'Siège', site_address: 'Dakar' }),
    ).toMatchObject(whole);
    expect(readCompany({ name: 'Sow', sector: 'retail', site: 'Siège', site_address: 'Dakar' })).toMatchObject(whole);
  });

  test('in one spelling', () => {
    const read = readCompany({
      company: { ...company, name: '  Chez   Awa ', sector: 'RETAIL', country: 'ci' },
      locale: 'FR',
    });
    expect(read).toMatchObject({ company: { name: 'Chez Awa', sector: 'retail', country: 'CI' }, locale: 'fr' });
  });

  test('with its users left as they are', () => {
    expect(readCompany({ company, users: ['any'] }).users).toEqual({ value: ['any'], pointer: '/users' });
  });
});

describe('what is wrong with a company', () => {
  test('is told with its place, all of it', () => {
    const wrong = {
      company: { ...company, sector: 'food', country: 'XX', ninea: 123, colour: 'red' },
      locale: 'de',
    };
    expect(pointers(wrong)).toEqual([
      '/locale',
      '/company/ninea',
      '/company/sector',
      '/company/country',
      '/company/colour',
    ]);
    expect(pointers({ company: { ...company, site: { name: 'A', address: 'B', floor: 2 } } })).toEqual([
      '/company/site/floor',
    ]);
  });

  test('is that it is too long, invisible, or no text', () => {
    expect(pointers({ ...company, name: 'x'.repeat(256) })).toEqual(['/name']);
    expect(pointers({ ...company, name: 'So\u200bw' })).toEqual(['/name']);
    expect(pointers({ ...company, name: 7 })).toEqual(['/name']);
    expect(pointers({ company: 'Sow' })).toEqual(['/company']);
    expect(pointers(['Sow'])).toEqual(['']);
  });

  test('is not what is missing: that is asked for by its flag', () => {
    const flags = ['--name <text>', '--sector <sector>', '--site <name>', '--address <text>'];
    expect(readCompany({})).toMatchObject({ missing: flags, problems: [] });
    expect(readCompany({ company: { name: ' ', sector: null, site: {} } })).toMatchObject({
      missing: flags,
      problems: [],
    });
  });
});
