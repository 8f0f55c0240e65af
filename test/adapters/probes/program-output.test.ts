import { describe, expect, it } from 'vitest';
import { readPing } from '../../../src/adapters/probes/ping.ts';
import { readAnswer } from '../../../src/adapters/probes/snmp.ts';
import { snmpConfig } from '../../../src/adapters/probes/snmp-config.ts';
import type { ProbeSettings } from '../../../src/ports/probe.ts';
import { contextOf } from './run-for-test.ts';

describe('what ping says', () => {
  it.each([
    [
      'iputils',
      '3 packets transmitted, 3 received, 0% packet loss, time 406ms\nrtt min/avg/max/mdev = 0.035/0.192/0.504/0.220 ms',
      { sent: 3, received: 3, lossPercent: 0, latencyMs: 0.192, leastMs: 0.035, mostMs: 0.504 },
    ],
    [
      'iputils, with some lost',
      '200 packets transmitted, 197 received, +2 errors, 1.5% packet loss, time 40021ms\nrtt min/avg/max/mdev = 9.1/12.25/103.5/3.2 ms, pipe 4',
      { sent: 200, received: 197, lossPercent: 1.5, latencyMs: 12.25, leastMs: 9.1, mostMs: 103.5 },
    ],
    [
      'iputils, with doubles',
      '2 packets transmitted, 2 received, +2 duplicates, 0% packet loss, time 1001ms\nrtt min/avg/max/mdev = 1/2/3/0 ms',
      { sent: 2, received: 2, lossPercent: 0, latencyMs: 2, leastMs: 1, mostMs: 3 },
    ],
    [
      'iputils, with none back',
      '5 packets transmitted, 0 received, 100% packet loss, time 4080ms\n\n',
      { sent: 5, received: 0, lossPercent: 100 },
    ],
    [
      'BusyBox',
      '2 packets transmitted, 2 packets received, 0% packet loss\nround-trip min/avg/max = 0.042/0.052/0.063 ms',
      { sent: 2, received: 2, lossPercent: 0, latencyMs: 0.052, leastMs: 0.042, mostMs: 0.063 },
    ],
    [
      'BSD',
      '3 packets transmitted, 2 packets received, 33.3% packet loss\nround-trip min/avg/max/stddev = 0.1/0.2/0.3/0.1 ms',
      { sent: 3, received: 2, lossPercent: 33.3, latencyMs: 0.2, leastMs: 0.1, mostMs: 0.3 },
    ],
  ])('%s', (_, text, values) => {
    expect(
      readPing(`PING x (192.0.2.1) 56(84) bytes of data.\n64 bytes: time=1 ms\n\n--- x ping statistics ---\n${text}\n`),
    ).toEqual(values);
  });

  it.each(['', 'ping: x: Name or service not known', 'PING x\n64 bytes from 192.0.2.1: time=3 ms'])(
    'is no measurement: %j',
    (text) => {
      expect(readPing(text)).toBeUndefined();
    },
  );
});

describe('what snmpget says', () => {
  it.each([
    ['.1.3.6.1.2.1.1.3.0 = 123456\n', { answered: true, type: 'Timeticks', value: 123_456 }],
    ['.1.3.6.1.2.1.1.1.0 = STRING: "LiteBeam 8.7.10"\n', { answered: true, type: 'STRING', value: 'LiteBeam 8.7.10' }],
    [
      '.1.3.6.1.2.1.1.1.0 = STRING: two\nlines: of \u001b[31mit\n',
      { answered: true, type: 'STRING', value: 'two lines: of it' },
    ],
    ['.1.3.6.1.2.1.2.1.0 = INTEGER: -3\n', { answered: true, type: 'INTEGER', value: -3 }],
    [
      '.1.3.6.1 = Counter64: 18446744073709551615\n',
      { answered: true, type: 'Counter64', value: '18446744073709551615' },
    ],
    ['.1.3.6.1 = OID: .1.3.6.1.4.1.8072\n', { answered: true, type: 'OID', value: '.1.3.6.1.4.1.8072' }],
    ['.1.3.6.1 = Hex-STRING: EE 67 30\n', { answered: true, type: 'Hex-STRING', value: 'EE 67 30' }],
    [
      '.1.3.6.1 = No Such Object available on this agent at this OID\n',
      { answered: true, problem: 'No Such Object available on this agent at this OID' },
    ],
  ])('%j', (text, values) => expect(readAnswer(text)).toEqual(values));

  it('is nothing where nobody answered', () => expect(readAnswer('')).toBeUndefined());
});

describe('the configuration of one SNMP call', () => {
  const env = {
    RGZ_SNMP_AUTH: 'auth "pass\\phrase',
    RGZ_SNMP_PRIVACY: 'privacy pass',
    RGZ_SNMP_SHORT: 'short',
    RGZ_SNMP_BAD: 'new\nline-and-more',
    RGZ_SNMP_COMMUNITY: 'commune',
  };
  const written = (settings: ProbeSettings) => snmpConfig(settings, contextOf({ env })).trimEnd().split('\n');
  const v3 = { version: '3', user: 'monitor' };

  it('holds who asks, and how', () => {
    expect(
      written({ ...v3, authVariable: 'RGZ_SNMP_AUTH', privacyVariable: 'RGZ_SNMP_PRIVACY', authProtocol: 'SHA-256' }),
    ).toEqual([
      'defVersion 3',
      'defSecurityName monitor',
      'defSecurityLevel authPriv',
      'defAuthType SHA-256',
      'defAuthPassphrase "auth \\"pass\\\\phrase"',
      'defPrivType AES',
      'defPrivPassphrase "privacy pass"',
    ]);
    expect(written({ ...v3, authVariable: 'RGZ_SNMP_AUTH' })).toContain('defSecurityLevel authNoPriv');
    expect(written(v3)).toEqual(['defVersion 3', 'defSecurityName monitor', 'defSecurityLevel noAuthNoPriv']);
    expect(written({ version: '2c', communityVariable: 'RGZ_SNMP_COMMUNITY' })).toEqual([
      'defVersion 2c',
      'defCommunity "commune"',
    ]);
  });

  it.each<[string, ProbeSettings]>([
    ['version has to be 3 or 2c', { version: '1' }],
    ['user is not given', { version: '3' }],
    ['no name of an SNMP user', { ...v3, user: 'a b' }],
    ['control character', { ...v3, user: 'a\ndefContext x' }],
    ['RGZ_SNMP_SHORT holds less than 8', { ...v3, authVariable: 'RGZ_SNMP_SHORT' }],
    ['RGZ_SNMP_BAD holds a control character', { ...v3, authVariable: 'RGZ_SNMP_BAD' }],
    ['RGZ_SNMP_NONE is not set', { ...v3, authVariable: 'RGZ_SNMP_NONE' }],
    ['of no use without authVariable', { ...v3, privacyVariable: 'RGZ_SNMP_PRIVACY' }],
    ['authProtocol has to be one of', { ...v3, authVariable: 'RGZ_SNMP_AUTH', authProtocol: 'ROT13' }],
    ['communityVariable is not given', { version: '2c' }],
  ])('is not made: %s', (reason, settings) => expect(() => written(settings)).toThrow(reason));
});
