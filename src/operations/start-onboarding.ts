import { isSame } from '../domain/canonical.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { onboarding } from '../kinds/onboarding/index.ts';
import type { SessionSpec } from '../kinds/onboarding/spec.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { planAct } from './act.ts';
import { changeOfSpec } from './change-of-spec.ts';
import { planCreation } from './create-record.ts';
import { locate } from './gather.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { readStart, refuseDifferent } from './onboarding-entry.ts';
import { liveSession } from './read-session.ts';
import { refuseChanged } from './refuse-changed.ts';
import { type Stepped, steppedBy } from './stepped.ts';
import { refuseProblems } from './world.ts';
import { type Nothing, type Plan, type Written, writeUntilWon } from './write-until-won.ts';

export interface Start {
  tenant: string;
  /** { company, users?, locale? }, as somebody wrote it. */
  input: Json;
  /** Puts what is given in the place of what was given before. */
  replace?: boolean | undefined;
  /** How the onboarding looked to whoever gives it anew: where it is another now, they are told. */
  seen?: string | undefined;
}

/**
 * The first step: who the company is. Done again with the same values it changes nothing, and with others it says what
 * differs. The file that makes the tenant known comes in the same commit.
 */
export async function startOnboarding(
  deps: OnboardingDeps,
  { tenant, input, replace = false, seen }: Start,
): Promise<Written<Stepped>> {
  const { spec, missing, problems } = await readStart(deps, input);
  const lacking = `missing: ${missing.join(', ')}`;
  const help = ['rgz onboarding start --help'];
  if (missing.length > 0 && problems.length === 0) throw new RgzError('usage.missing', lacking, { remedy: help });
  // A field that is missing is often there under a name that is spelled wrong.
  const besides = { code: 'usage.missing', pointer: '', message: lacking, remedy: help } as const;
  refuseProblems(missing.length > 0 ? [...problems, besides] : problems);
  return writeUntilWon<Stepped>(deps, async (view) => {
    const known = await liveSession(view, tenant);
    if (known === undefined && seen !== undefined)
      throw new RgzError('onboarding.wrong-state', `the onboarding of ${tenant} was cancelled meanwhile`, {
        remedy: ['rgz onboarding list'],
      });
    if (known === undefined) return created(deps, view, tenant, spec);
    const loaded = await view.load(await locate(view, known.id));
    refuseChanged(loaded, seen);
    return again(deps, view, loaded, spec, replace);
  });
}

async function created(deps: OnboardingDeps, view: View, tenant: string, spec: SessionSpec): Promise<Plan<Stepped>> {
  const plan = await planCreation(deps, onboarding, view, () => ({ tenant, spec: spec as unknown as JsonObject }));
  const { record, path } = plan.result;
  return {
    ...plan,
    result: { id: record.metadata.id, path, record, action: 'created', changed: true, tookBack: false, voided: false },
  };
}

/** What was not given this time stays as it is. */
async function again(
  deps: OnboardingDeps,
  view: View,
  { id, path, record, fold }: LoadedRecord,
  spec: SessionSpec,
  replace: boolean,
): Promise<Plan<Stepped> | Nothing<Stepped>> {
  const value: JsonObject = { ...record.spec, ...(spec as unknown as JsonObject) };
  if (isSame(record.spec, value))
    return { nothing: { id, path, record, action: 'edited', changed: false, tookBack: false, voided: false } };
  if (fold.state === 'completed')
    throw new RgzError('onboarding.wrong-state', `${record.metadata.tenant} is active: ${id} is completed`, {
      remedy: [`rgz onboarding status ${id}`, 'give another --tenant'],
    });
  if (!replace) refuseDifferent(id, record.spec, value);
  const changed = Object.keys(value).filter((key) => !isSame(record.spec[key] ?? null, value[key] ?? null));
  const make = () => changeOfSpec(deps, view, onboarding, record, value, changed);
  const plan = await planAct(deps, view, id, 'edited', make);
  return { ...plan, result: steppedBy(plan.result) };
}
