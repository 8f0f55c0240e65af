import type { Json, JsonObject } from '../../domain/json.ts';
import type { ChecklistTemplate } from '../../generated/types/checklist-template.v1.ts';
import { fillAll } from './fill.ts';
import type { TemplateProblem } from './problem.ts';
import { settleParameters } from './settle-parameters.ts';

/** What a checklist takes along of its template. */
export type ChecklistContent = Pick<
  ChecklistTemplate,
  'title' | 'description' | 'categories' | 'colors' | 'approve' | 'reminders'
>;

export type Instance =
  | {
      ok: true;
      content: ChecklistContent;
      /** The values given and, for the rest, the defaults. */
      parameters: Readonly<Record<string, string>>;
      /** Parameters without a value: {name} still stands where they belong, and their probes cannot run. */
      missing: readonly string[];
    }
  | { ok: false; problems: readonly TemplateProblem[] };

/**
 * The copy of a template for one checklist, with the values of its parameters in texts and probes. The template is one that
 * `readTemplate` takes.
 */
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
