import type { Json } from '../../domain/json.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { Probe, ProbeContext } from '../../ports/probe.ts';
import { at, evidenceOf, jsonIn } from './evidence.ts';
import { hostIn, numberIn, portIn, wrong } from './read-settings.ts';
import { complaintOf, type RunProgram } from './run-program.ts';

const around = 10_000;

/** The throughput of both ways to an iperf3 server, one after the other: first up to it, then down from it. */
export function iperf3Probe(run: RunProgram): Probe {
  return async (settings, context) => {
    const host = hostIn(settings);
    const port = portIn(settings, 5201);
    const streams = numberIn(settings, 'streams', { standard: 1, least: 1, most: 128 });
    const seconds = numberIn(settings, 'seconds', { standard: 5, least: 1, most: 120 });
    const args = ['--json', '--client', host, '--port', `${port}`, '--time', `${seconds}`, '--parallel', `${streams}`];
    const up = await measure(run, args, seconds, context);
    const down = await measure(run, [...args, '--reverse'], seconds, context);
    const raw = evidenceOf({ probe: 'iperf3', args, upload: summaryOf(up), download: summaryOf(down) });
    const values = {
      uploadMbps: mbpsOf(up),
      downloadMbps: mbpsOf(down),
      streams: Math.min(streamsOf(up), streamsOf(down)),
    };
    return { kind: 'measured', values, raw };
  };
}

/** One run. Throws where the server, or the program, does not do its part. */
async function measure(
  run: RunProgram,
  args: readonly string[],
  seconds: number,
  { timeoutMs, signal }: ProbeContext,
): Promise<Json> {
  const limit = Math.max(timeoutMs, seconds * 1000 + around);
  const ran = await run({ program: 'iperf3', args, timeoutMs: limit, signal });
  if (ran.kind === 'not-started') throw wrong(ran.reason);
  if (ran.kind === 'cut-off') throw wrong(`iperf3: ${ran.reason}`);
  const data = jsonIn(ran.stdout);
  const error = at(data, 'error');
  if (data === undefined || error !== undefined)
    throw wrong(`iperf3: ${typeof error === 'string' ? plainLine(error).slice(0, 300) : complaintOf(ran)}`);
  return data;
}

/** What has arrived, not what was sent. */
function mbpsOf(data: Json): number {
  const bits = at(data, 'end', 'sum_received', 'bits_per_second');
  if (typeof bits !== 'number') throw wrong('iperf3 tells no throughput');
  return Math.round(bits / 1000) / 1000;
}

/** Those that brought something. */
function streamsOf(data: Json): number {
  const streams = at(data, 'end', 'streams');
  if (!Array.isArray(streams)) return 0;
  return streams.filter((each) => Number(at(each, 'receiver', 'bytes')) > 0).length;
}

/** Without the intervals, which are long and say nothing that is claimed. */
function summaryOf(data: Json): Record<string, unknown> {
  return { start: at(data, 'start'), end: at(data, 'end') };
}
