import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/domain/json.ts';
import { reopenedBy } from '../../../src/kinds/checklist/reopened.ts';

const spec = (parameters: JsonObject, standard = '10.{vlan}.0.2'): JsonObject => ({
  subject: 'site-1',
  parameters,
  template: {
    name: 'tiny',
    title: { en: 'Site {vlan}' },
    parameters: {
      vlan: { title: { en: 'VLAN' }, pattern: '[0-9]+' },
      address: { title: { en: 'Address' }, pattern: '[0-9.{}a-z]+', default: standard },
      note: { title: { en: 'Note' } },
    },
    categories: [
      {
        id: 'all',
        title: { en: 'All' },
        items: [
          { id: 'plain', title: { en: 'Plain' } },
          { id: 'named', title: { en: 'VLAN {vlan} is tagged' } },
          {
            id: 'probed',
            title: { en: 'It answers' },
            probe: { run: 'tcp', with: { host: '{address}', port: 22 }, claim: { answered: '= true' } },
          },
        ],
      },
    ],
  },
});

describe('a value of a checklist that changes', () => {
  test.each([
    ['opens what it stands in, also by way of a default', { vlan: '42' }, { vlan: '43' }, ['named', 'probed']],
    ['opens only that', { vlan: '42' }, { vlan: '42', address: '10.9.0.2' }, ['probed']],
    ['opens what had none before', {}, { vlan: '42' }, ['named', 'probed']],
    ['opens nothing where it comes to the same', { vlan: '42' }, { vlan: '42', address: '10.42.0.2' }, []],
    ['opens nothing that it does not stand in', { vlan: '42' }, { vlan: '42', note: 'by the road' }, []],
  ])('%s', (_what, before, after, reopened) => {
    expect(reopenedBy(spec(before), spec(after))).toEqual(reopened);
  });

  test('opens what it stands in where the template brings another one', () => {
    expect(reopenedBy(spec({ vlan: '42' }), spec({ vlan: '42' }, '10.{vlan}.0.3'))).toEqual(['probed']);
  });
});
