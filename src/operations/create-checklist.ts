import type { JsonObject } from '../domain/json.ts';
import type { RecordData } from '../domain/record.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { settleParameters } from '../kinds/checklist/settle-parameters.ts';
import { specOf } from '../kinds/checklist/spec.ts';
import { pinned, templateAt } from './checklist-template.ts';
import { type Created, createRecord } from './create-record.ts';
import type { Deps } from './deps.ts';
import { askingBy, withRight } from './ways-on.ts';
import type { Written } from './write-until-won.ts';

export interface NewChecklist {
  template: string;
  subject: string;
  tenant: string;
  parameters: Readonly<Record<string, string>>;
}

/** Opens a checklist from a template of the repository, of which it takes a copy along. */
export function createChecklist(deps: Deps, wanted: NewChecklist): Promise<Written<Created>> {
  const { template, subject, tenant, parameters } = wanted;
  return createRecord(deps, checklist, async (view) => {
    const spec: JsonObject = {
      subject,
      ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
      template: pinned(await templateAt(deps, view, template)),
    };
    return { tenant, spec };
  });
}

/** How this person gives a checklist the values that it lacks. */
export async function wayToGive(
  deps: Pick<Deps, 'git' | 'store'>,
  { metadata: { tenant } }: RecordData,
  command: string,
): Promise<string> {
  const policy = await (await deps.store.view('read')).policy();
  return withRight(await askingBy(deps, policy), 'checklist.manage', tenant, command, 'checklist.approve');
}

/** The parameters of its template that a checklist has no value for. */
export function missingParameters(record: RecordData): readonly string[] {
  const { template, parameters = {} } = specOf(record);
  const settled = settleParameters(template.parameters ?? {}, { ...parameters });
  return settled.ok ? settled.missing : [];
}
