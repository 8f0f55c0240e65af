import type { Policy } from '../domain/policy.ts';
import { flagsOfScope, type Stop, type StopScope, sameScope, stopsOf, wordsOfScope } from '../domain/stops.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { View } from '../ports/records.ts';
import type { YamlEdit, YamlPath } from '../ports/yaml.ts';
import { changePolicy, type PolicyChanged } from './change-policy.ts';
import type { Deps } from './deps.ts';
import type { Written } from './write-until-won.ts';

export interface LineChanged extends PolicyChanged {
  /** What was to be stopped, or let go on, as a sentence names it. */
  what: string;
  /** Every stop that holds from now on. */
  stops: readonly ToldStop[];
}

export interface ToldStop extends Stop {
  /** As a sentence names it. */
  what: string;
}

/** Every stop that a policy sets. */
export function tellStops(policy: Pick<Policy, 'stop'>): readonly ToldStop[] {
  return stopsOf(policy).map(told);
}

function told(stop: Stop): ToldStop {
  return { what: wordsOfScope(stop), ...stop };
}

/** Stops everything, one environment or one tenant: nothing of it is launched any more. What is stopped already stays so. */
export function stopLine(deps: Deps, scope: StopScope, reason: string): Promise<Written<LineChanged>> {
  return changeLine(deps, scope, 'stops', async ({ file, before, by, view }) => {
    await refuseUnknown(view, scope);
    if (before.some((stop) => sameScope(stop, scope))) return { edits: [], stops: before };
    const entry = { reason, by, at: deps.clock.now() };
    return { edits: [setting(file.stop, pathOf(scope), entry)], stops: [...before, { ...scope, ...entry }] };
  });
}

/** Takes back the stop of exactly this scope; any other stays. */
export function resumeLine(deps: Deps, scope: StopScope): Promise<Written<LineChanged>> {
  return changeLine(deps, scope, 'resumes', async ({ file, before }) => {
    const stops = before.filter((stop) => !sameScope(stop, scope));
    if (stops.length === before.length) return { edits: [], stops };
    return { edits: [{ op: 'remove', path: outermost(file.stop, pathOf(scope)) }], stops };
  });
}

interface Line {
  file: PolicyFile;
  before: readonly Stop[];
  by: string;
  view: View;
}

async function changeLine(
  deps: Deps,
  scope: StopScope,
  verb: 'stops' | 'resumes',
  change: (line: Line) => Promise<{ edits: readonly YamlEdit[]; stops: readonly Stop[] }>,
): Promise<Written<LineChanged>> {
  let stops: readonly Stop[] = [];
  const written = await changePolicy(
    deps,
    async (file, policy, { email }, view) => {
      const changed = await change({ file, before: stopsOf(policy), by: email, view });
      stops = changed.stops;
      return { action: verb, phrase: `${verb} ${wordsOfScope(scope)}`, edits: changed.edits };
    },
    { right: 'line.stop', tenant: scope.tenant },
  );
  return { ...written, result: { ...written.result, what: wordsOfScope(scope), stops: stops.map(told) } };
}

/** A stop that holds nothing would be taken for one that does. */
async function refuseUnknown(view: View, { environment, tenant }: StopScope): Promise<void> {
  const [tenants, config] = await Promise.all([view.tenants(), view.config()]);
  const environments = Object.keys(config.environments);
  if (environment !== undefined && !environments.includes(environment)) {
    throw new RgzError('input.unknown-environment', `there is no environment "${environment}"`, {
      remedy: environments.map((each) => `rgz stop${flagsOfScope({ environment: each })} --reason <text>`),
    });
  }
  if (tenant === undefined || tenants.includes(tenant)) return;
  throw new RgzError('input.unknown-tenant', `there is no tenant "${tenant}"`, { remedy: ['rgz tenant list'] });
}

function pathOf({ environment, tenant }: StopScope): readonly string[] {
  if (environment !== undefined) return ['environments', environment];
  return tenant === undefined ? ['global'] : ['tenants', tenant];
}

/** Where a mapping on the way is missing, it is made with the stop in it. */
function setting(
  stop: PolicyFile['stop'],
  [kind = '', name]: readonly string[],
  value: Record<string, string>,
): YamlEdit {
  const own = name === undefined ? value : { [name]: value };
  if (stop === undefined) return { op: 'set', path: ['stop'], value: { [kind]: own } };
  if (name === undefined || !Object.hasOwn(stop, kind)) return { op: 'set', path: ['stop', kind], value: own };
  return { op: 'set', path: ['stop', kind, name], value };
}

/** The stop, or the outermost mapping that would be left empty without it. */
function outermost(stop: PolicyFile['stop'] = {}, [kind = '', name]: readonly string[]): YamlPath {
  const among = Object.keys(stop[kind as keyof typeof stop] ?? {}).length;
  if (name !== undefined && among > 1) return ['stop', kind, name];
  return Object.keys(stop).length > 1 ? ['stop', kind] : ['stop'];
}
