import type { RecordData } from '../domain/record.ts';
import type { Situation } from '../domain/situation.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { type Acted, type Addition, actUnless } from './act.ts';
import type { Deps } from './deps.ts';
import { throwWithNext } from './next-instead.ts';
import { asSession } from './read-session.ts';
import { refuseChanged } from './refuse-changed.ts';
import type { Written } from './write-until-won.ts';

/** What a step of an onboarding came to. */
export interface Stepped {
  id: string;
  path: string;
  record: RecordData;
  action: string;
  /** false: it was done before, with the same values. */
  changed: boolean;
  /** Why nothing was to be done, where it is not that everything is so already. */
  nothing?: string;
  /** The data that was imported counts no more, and has to be imported again. */
  tookBack: boolean;
  /** Somebody had approved it, and has to look at it again. */
  voided: boolean;
}

export interface Step {
  action: string;
  /** How the onboarding looked to whoever asks: where it is another now, they are told, and nothing is written. */
  seen?: string | undefined;
  /** What the step would come to is there already. Asked on the tip, before any gate. */
  isDone?(loaded: LoadedRecord, view: View): boolean | Promise<boolean>;
  make?(loaded: LoadedRecord, view: View, situation: Situation): Addition | Promise<Addition>;
}

/** Puts one event on an onboarding, unless what it would come to is there already. */
export async function stepOn(deps: Deps, id: string, { action, seen, isDone, make }: Step): Promise<Written<Stepped>> {
  const written = await actUnless(
    deps,
    id,
    action,
    ({ loaded }, view) => {
      asSession(loaded);
      refuseChanged(loaded, seen);
      return isDone?.(loaded, view) ?? false;
    },
    ({ loaded, situation }, view) => make?.(loaded, view, situation) ?? {},
  ).catch((error) => throwWithNext(deps, id, action, error));
  return { ...written, result: steppedBy(written.result, written.commit !== undefined) };
}

export function steppedBy({ loaded, record, action, voided }: Acted, changed = true): Stepped {
  const { id, path } = loaded;
  const had = typeof loaded.record.status?.plan === 'string';
  return {
    id,
    path,
    record,
    action,
    changed,
    tookBack: had && typeof record.status?.plan !== 'string',
    voided,
  };
}
