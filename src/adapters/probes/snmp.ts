import { isIP } from 'node:net';
import { plainLine } from '../../domain/plain-text.ts';
import type { Probe, ProbeValues } from '../../ports/probe.ts';
import { evidenceOf, linesOf } from './evidence.ts';
import { hostIn, portIn, textIn, wrong } from './read-settings.ts';
import { complaintOf, type RunProgram } from './run-program.ts';
import { snmpConfig } from './snmp-config.ts';
import { withFolder } from './with-folder.ts';

/**
 * One object of an SNMP agent, read by `snmpget`. Secrets lie in a file that only this user reads, for as long as it runs:
 * they are never among the arguments, which everybody on the machine sees.
 */
export function snmpProbe(run: RunProgram): Probe {
  return async (settings, context) => {
    const host = hostIn(settings);
    const port = portIn(settings, 161);
    const oid = textIn(settings, 'oid');
    if (!/^\.?\d{1,10}(\.\d{1,10}){1,127}$/.test(oid)) throw wrong('oid has to be numbers with dots between them');
    const agent = isIP(host) === 6 ? `udp6:[${host}]:${port}` : `udp:${host}:${port}`;
    const args = ['-m', '', '-OnteU', '-t', '3', '-r', '2', agent, oid];
    const config = snmpConfig(settings, context);
    const ran = await withFolder({ 'snmp.conf': config }, (folder) => {
      const env = { SNMPCONFPATH: folder, SNMP_PERSISTENT_DIR: folder, MIBS: '' };
      return run({ program: 'snmpget', args, env, timeoutMs: context.timeoutMs, signal: context.signal });
    });
    if (ran.kind === 'not-started') return { kind: 'failed', reason: ran.reason };
    const { stdout, stderr } = ran;
    const raw = evidenceOf({ probe: 'snmp', args, output: linesOf(stdout), errors: linesOf(stderr) });
    if (ran.kind === 'cut-off') return { kind: 'failed', reason: `snmpget: ${ran.reason}`, raw };
    const values = readAnswer(stdout.toString());
    if (values !== undefined) return { kind: 'measured', values, raw };
    return { kind: 'measured', values: { answered: false, problem: complaintOf(ran) }, raw };
  };
}

/** What `snmpget -OnteU` prints. An agent that has no such object answers all the same, with no value. */
export function readAnswer(text: string): ProbeValues | undefined {
  const [, said] = /^\.[\d.]+ = ([\s\S]*)$/.exec(text.trimEnd()) ?? [];
  if (said === undefined) return undefined;
  if (/^No (Such|more)/.test(said)) return { answered: true, problem: plainLine(said) };
  const [, type = 'Timeticks', value = said] = /^([A-Z][A-Za-z0-9-]*): ?([\s\S]*)$/.exec(said) ?? [];
  if (type === 'STRING') return { answered: true, type, value: plainLine(value.replace(/^"([\s\S]*)"$/, '$1')) };
  const isNumber = /^-?\d{1,15}$/.test(value) && type !== 'OID';
  return { answered: true, type, value: isNumber ? Number(value) : plainLine(value) };
}
