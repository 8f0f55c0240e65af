import { expect, test } from 'vitest';
import { filledProbe } from '../../../src/kinds/checklist/filled-probe.ts';
import { settleParameters } from '../../../src/kinds/checklist/settle-parameters.ts';

const title = { en: 'It' };
const declared = {
  site: { title, pattern: '[0-9]+' },
  hub: { title, pattern: '[a-z.]+' },
  near: { title, pattern: '[0-9.]+', default: '10.{site}.0.1' },
};

function settled(given: Record<string, string>) {
  const settled = settleParameters(declared, given);
  return settled.ok ? settled : expect.fail('they fit');
}

const probeOf = (host: string) => ({
  run: 'ping',
  with: { host, count: 5, list: ['{hub}', 'x'], flag: true },
  claim: { received: '>= 1' },
});

test('values stand where their parameters stood, in lists too', () => {
  expect(filledProbe(probeOf('{near}'), settled({ site: '42', hub: 'hub.example' }))).toEqual({
    ok: true,
    probe: {
      run: 'ping',
      with: { host: '10.42.0.1', count: 5, list: ['hub.example', 'x'], flag: true },
      claim: { received: '>= 1' },
    },
  });
});

test('what lacks a value is named once, that of a default too', () => {
  expect(filledProbe(probeOf('{near}.{hub}'), settled({}))).toEqual({ ok: false, missing: ['site', 'hub'] });
  expect(filledProbe(probeOf('{hub}'), settled({ site: '1' }))).toEqual({ ok: false, missing: ['hub'] });
});
