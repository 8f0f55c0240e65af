import type { ListedProbe, Probe, Probes } from '../../ports/probe.ts';
import { type CommandPlace, commandProbe } from './command.ts';
import { dns } from './dns.ts';
import { grafana } from './grafana.ts';
import { guarded } from './guarded.ts';
import { http } from './http.ts';
import { iperf3Probe } from './iperf3.ts';
import { pingProbe } from './ping.ts';
import { prometheus } from './prometheus.ts';
import { type ProgramSurroundings, programRunner } from './run-program.ts';
import { snmpProbe } from './snmp.ts';
import { ssh } from './ssh.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';

export type ProbeSurroundings = ProgramSurroundings & CommandPlace;

/** Every probe that a template may name. */
export function openProbes(surroundings: ProbeSurroundings): Probes {
  const run = programRunner(surroundings);
  const all = {
    ping: { run: pingProbe(run) },
    iperf3: { run: iperf3Probe(run), alone: true },
    dns: { run: dns },
    tcp: { run: tcp },
    http: { run: http },
    tls: { run: (settings, context) => tls(settings, context) },
    prometheus: { run: prometheus },
    grafana: { run: grafana },
    snmp: { run: snmpProbe(run) },
    ssh: { run: ssh },
    command: { run: commandProbe(run, surroundings), runsProgram: true },
  } as const satisfies Record<string, ListedProbe & { run: Probe }>;
  return Object.fromEntries(
    Object.entries(all).map(([name, probe]: [string, ListedProbe]) => [
      name,
      { ...probe, run: guarded(name, probe.run) },
    ]),
  );
}
