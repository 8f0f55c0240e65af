import type { Probe, ProbeValues } from '../../ports/probe.ts';
import { evidenceOf } from './evidence.ts';
import { reach } from './reach.ts';
import { hostIn, portIn } from './read-settings.ts';

/** Whether a port takes connections. */
export const tcp: Probe = async (settings, { signal, timeoutMs }) => {
  const host = hostIn(settings);
  const port = portIn(settings);
  const began = performance.now();
  const reached = await reach(host, port, timeoutMs, signal);
  const ms = Math.round(performance.now() - began);
  if (reached.kind === 'open') reached.socket.destroy();
  const values: ProbeValues = reached.kind === 'open' ? { open: true, ms } : { open: false, how: reached.how, ms };
  return { kind: 'measured', values, raw: evidenceOf({ probe: 'tcp', host, port, ...values }) };
};
