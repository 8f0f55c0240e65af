import { isSame } from '../domain/canonical.ts';
import type { Json, JsonObject } from '../domain/json.ts';
import { mayDo, personOf } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { foldItems, isDone } from '../kinds/checklist/items.ts';
import { reopenedBy } from '../kinds/checklist/reopened.ts';
import { specOf } from '../kinds/checklist/spec.ts';
import { type Acted, act } from './act.ts';
import { pinned, templateAt } from './checklist-template.ts';
import type { Deps } from './deps.ts';
import { loadChecklist } from './read-checklist.ts';
import { refuseProblems, worldOf } from './world.ts';
import type { Written } from './write-until-won.ts';

export interface Upgraded extends Acted {
  /** The points that are new or not what they were. */
  reopened: readonly { item: string; wasDone: boolean }[];
  /** Whoever did it could have approved the checklist, and now had a hand in it. */
  barred: boolean;
}

/** Moves a checklist to its template as the repository has it now, and gives values to its parameters. Points that are new or not what they were are open again. */
export async function upgradeChecklist(
  deps: Deps,
  ref: string,
  given: Readonly<Record<string, string>> = {},
): Promise<Written<Upgraded>> {
  const { id } = await loadChecklist(deps, ref);
  let told: Omit<Upgraded, keyof Acted> = { reopened: [], barred: false };
  const written = await act(deps, id, 'edited', async ({ loaded, situation }, view) => {
    const { record } = loaded;
    const template = pinned(await templateAt(deps, view, specOf(record).template.name));
    const { parameters = {} } = specOf(record);
    const declared = Object.keys((template.parameters ?? {}) as JsonObject);
    const known = Object.entries(parameters).filter(([name]) => declared.includes(name));
    const values = { ...Object.fromEntries(known), ...given };
    const value: JsonObject = {
      ...record.spec,
      ...(Object.keys(values).length === 0 ? {} : { parameters: values }),
      template,
    };
    if (isSame(record.spec.template as Json, template) && isSame(values, { ...parameters }))
      throw new RgzError('checklist.up-to-date', `${id} has the template of today`, {
        remedy: [`rgz checklist show ${id}`],
      });
    const reopened = [...reopenedBy(record.spec, value)];
    refuseProblems(checklist.validate({ ...record, spec: value }, await worldOf(view, deps.clock.now())));
    const done = new Set(foldItems(record).flatMap(({ item, status }) => (isDone(status) ? [item.id] : [])));
    const person = personOf(situation.policy, (await deps.git.identity()).author.email);
    told = {
      reopened: reopened.map((item) => ({ item, wasDone: done.has(item) })),
      barred: person !== undefined && mayDo(person, 'checklist.approve', record.metadata.tenant),
    };
    const digest = deps.store.digest({ ...record, spec: value });
    return { fields: { reopened }, spec: { value, digest } };
  });
  return { ...written, result: { ...written.result, ...told } };
}
