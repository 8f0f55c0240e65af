import type { ProbeContext, ProbeSettings } from '../../ports/probe.ts';
import { secretOf } from './guarded.ts';
import { optionalText, textIn, wrong } from './read-settings.ts';

const authTypes = ['MD5', 'SHA', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'];
const privacyTypes = ['DES', 'AES', 'AES-192', 'AES-256'];

/** The `snmp.conf` of one call: who asks, and with which secrets. */
export function snmpConfig(settings: ProbeSettings, context: ProbeContext): string {
  const version = optionalText(settings, 'version') ?? '3';
  if (version === '2c') {
    const variable = textIn(settings, 'communityVariable');
    return lines({ defVersion: '2c', defCommunity: quoted(variable, secretOf(context, variable)) });
  }
  if (version !== '3') throw wrong('version has to be 3 or 2c');
  const user = textIn(settings, 'user');
  if (!/^[A-Za-z0-9_][A-Za-z0-9._@-]{0,31}$/.test(user)) throw wrong('user is no name of an SNMP user');
  const authVariable = optionalText(settings, 'authVariable');
  const privacyVariable = optionalText(settings, 'privacyVariable');
  if (privacyVariable !== undefined && authVariable === undefined)
    throw wrong('privacyVariable is of no use without authVariable');
  const [auth, privacy] = [secretOf(context, authVariable), secretOf(context, privacyVariable)];
  return lines({
    defVersion: '3',
    defSecurityName: user,
    defSecurityLevel: auth === undefined ? 'noAuthNoPriv' : privacy === undefined ? 'authNoPriv' : 'authPriv',
    ...(auth === undefined
      ? {}
      : {
          defAuthType: oneOf(settings, 'authProtocol', authTypes, 'SHA'),
          defAuthPassphrase: passphrase(authVariable, auth),
        }),
    ...(privacy === undefined
      ? {}
      : {
          defPrivType: oneOf(settings, 'privacyProtocol', privacyTypes, 'AES'),
          defPrivPassphrase: passphrase(privacyVariable, privacy),
        }),
  });
}

function lines(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

function oneOf(settings: ProbeSettings, name: string, all: readonly string[], standard: string): string {
  const value = optionalText(settings, name) ?? standard;
  if (all.includes(value)) return value;
  throw wrong(`${name} has to be one of ${all.join(', ')}`);
}

/** SNMP takes none that is shorter than 8. */
function passphrase(variable: string | undefined, secret: string): string {
  if (secret.length < 8) throw wrong(`${variable} holds less than 8 characters, which SNMPv3 does not take`);
  return quoted(variable, secret);
}

function quoted(variable: string | undefined, secret = ''): string {
  if (/[\u0000-\u001f\u007f]/.test(secret)) throw wrong(`${variable} holds a control character`);
  return `"${secret.replace(/["\\]/g, '\\$&')}"`;
}
