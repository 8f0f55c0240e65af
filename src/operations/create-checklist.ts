import type { JsonObject } from '../domain/json.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { pinned, templateAt } from './checklist-template.ts';
import { type Created, createRecord } from './create-record.ts';
import type { Deps } from './deps.ts';
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
