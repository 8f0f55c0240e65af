import type { Json } from '../../domain/json.ts';
import { plainLine } from '../../domain/plain-text.ts';
import type { Probe, ProbeValues } from '../../ports/probe.ts';
import { evidenceOf, jsonIn, linesOf } from './evidence.ts';
import { secretOf } from './guarded.ts';
import { listIn, textIn, wrong } from './read-settings.ts';
import { complaintOf, type RunProgram } from './run-program.ts';

export interface CommandPlace {
  /** Where the program runs, and what a relative path of it is relative to. */
  cwd: string;
  home: string | undefined;
}

const mostValues = 500;
const deepest = 12;

/**
 * A program that prints JSON. It has to end with 0; what it printed can be claimed by paths such as `disk.0.freeGb`. It
 * sees the variables that settings ending in `Variable` name, under their own names.
 */
export function commandProbe(run: RunProgram, { cwd, home }: CommandPlace): Probe {
  return async (settings, context) => {
    const program = textIn(settings, 'program');
    if (program.startsWith('-')) throw wrong('program begins with a dash');
    const args = listIn(settings, 'args');
    const env: Record<string, string> = home === undefined ? {} : { HOME: home };
    for (const [name, variable] of Object.entries(settings)) {
      if (!name.endsWith('Variable')) continue;
      env[String(variable)] = secretOf(context, String(variable)) ?? '';
    }
    const ran = await run({ program, args, env, cwd, timeoutMs: context.timeoutMs, signal: context.signal });
    if (ran.kind === 'not-started') return { kind: 'failed', reason: ran.reason };
    const { stdout, stderr } = ran;
    const data = jsonIn(stdout);
    const raw = evidenceOf({
      probe: 'command',
      program,
      args,
      output: data ?? linesOf(stdout),
      errors: linesOf(stderr),
    });
    if (ran.kind === 'cut-off') return { kind: 'failed', reason: `${program}: ${ran.reason}`, raw };
    if (ran.code !== 0)
      return { kind: 'failed', reason: `${program} ended with ${ran.code}: ${complaintOf(ran)}`, raw };
    if (data === undefined) return { kind: 'failed', reason: `${program} printed no JSON: ${complaintOf(ran)}`, raw };
    return { kind: 'measured', values: leavesOf(data), raw };
  };
}

/** The single values in JSON by their dotted paths. */
export function leavesOf(data: Json): ProbeValues {
  const leaves = new Map<string, string | number | boolean>();
  const walk = (here: Json, path: string, depth: number): void => {
    if (leaves.size >= mostValues || depth > deepest || here === null) return;
    if (typeof here === 'object') {
      const entries = Array.isArray(here) ? here.map((each, at) => [String(at), each] as const) : Object.entries(here);
      for (const [key, value] of entries) walk(value, path === '' ? key : `${path}.${key}`, depth + 1);
    } else leaves.set(path === '' ? 'value' : path, typeof here === 'string' ? plainLine(here) : here);
  };
  walk(data, '', 0);
  return Object.fromEntries(leaves);
}
