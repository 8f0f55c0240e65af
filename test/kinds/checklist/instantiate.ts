import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { ChecklistTemplate } from '../../../src/generated/types/checklist-template.v1.ts';
import { fillAll } from '../../../src/kinds/checklist/fill.ts';
import type { TemplateProblem } from '../../../src/kinds/checklist/problem.ts';
import { settleParameters } from '../../../src/kinds/checklist/settle-parameters.ts';

/** What a checklist takes along of its template. */
type ChecklistContent = Pick<
  ChecklistTemplate,
  'title' | 'description' | 'categories' | 'colors' | 'approve' | 'reminders'
>;

type Instance =
  | {
      ok: true;
      content: ChecklistContent;
      /** The values given and, for the rest, the defaults. */
      parameters: Readonly<Record<string, string>>;
      /** Parameters without a value: {name} still stands where they belong, and their probes cannot run. */
      missing: readonly string[];
    }
  | { ok: false; problems: readonly TemplateProblem[] };

/** A template with the values of its parameters in all of its texts and probes, as views and probes fill them one by one. */
export function instantiate(
  template: ChecklistContent & Pick<ChecklistTemplate, 'parameters'>,
  given: JsonObject,
): Instance {
  const settled = settleParameters(template.parameters ?? {}, given);
  if (!settled.ok) return settled;
  const { parameters, missing, values } = settled;
  const { title, description, categories, colors, approve, reminders } = template;
  const parts = Object.entries({ title, description, categories, colors, approve, reminders });
  const content = Object.fromEntries(parts.filter(([, part]) => part !== undefined));
  return {
    ok: true,
    content: fillAll(content as unknown as Json, values) as unknown as ChecklistContent,
    parameters,
    missing,
  };
}
