import { platform } from 'node:os';
import type { Probe, ProbeValues } from '../../ports/probe.ts';
import { evidenceOf, linesOf } from './evidence.ts';
import { hostIn, numberIn } from './read-settings.ts';
import { complaintOf, type RunProgram } from './run-program.ts';

/** The shortest that a user who is not root may choose. */
const betweenMs = 200;
const replyWithinMs = 2000;
const startMs = 10_000;

/** Round trips and losses, as the program `ping` of iputils or of BusyBox tells them. It takes as long as its count needs. */
export function pingProbe(run: RunProgram): Probe {
  return async (settings, { signal, timeoutMs }) => {
    const host = hostIn(settings);
    const count = numberIn(settings, 'count', { standard: 5, least: 1, most: 1000 });
    const wait = platform() === 'darwin' ? replyWithinMs : replyWithinMs / 1000;
    const args = ['-n', '-c', `${count}`, '-i', `${betweenMs / 1000}`, '-W', `${wait}`, host];
    const needed = count * betweenMs + replyWithinMs + startMs;
    const ran = await run({ program: 'ping', args, timeoutMs: Math.max(timeoutMs, needed), signal });
    if (ran.kind === 'not-started') return { kind: 'failed', reason: ran.reason };
    const { stdout, stderr } = ran;
    const raw = evidenceOf({ probe: 'ping', args, output: linesOf(stdout), errors: linesOf(stderr) });
    if (ran.kind === 'cut-off') return { kind: 'failed', reason: `ping: ${ran.reason}`, raw };
    const values = readPing(stdout.toString());
    if (values === undefined) return { kind: 'failed', reason: `ping cannot tell: ${complaintOf(ran)}`, raw };
    return { kind: 'measured', values, raw };
  };
}

/** The last lines of a ping. Where nothing came back there is no latency. undefined where it did not come so far. */
export function readPing(text: string): ProbeValues | undefined {
  const [, sent, received] = /^(\d+) packets transmitted, (\d+)(?: packets)? received/m.exec(text) ?? [];
  const loss = /[ ,](\d+(?:\.\d+)?)% packet loss/.exec(text)?.[1];
  if (sent === undefined || received === undefined || loss === undefined) return undefined;
  const number = '(\\d+(?:\\.\\d+)?)';
  const times = new RegExp(`^(?:rtt|round-trip) min/avg/max(?:/[a-z]+)? = ${number}/${number}/${number}`, 'm').exec(
    text,
  );
  const [, least, mean, most] = times ?? [];
  return {
    sent: Number(sent),
    received: Number(received),
    lossPercent: Number(loss),
    ...(mean === undefined ? {} : { latencyMs: Number(mean), leastMs: Number(least), mostMs: Number(most) }),
  };
}
