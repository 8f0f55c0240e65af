import { isObject, type JsonObject } from '../../../domain/json.ts';

/** A job template or a workflow, as far as launching it goes. */
export interface Template {
  id: number;
  type: 'job' | 'workflow';
  name: string;
  organization: string | undefined;
  /** Which prompts it takes at launch. */
  asks: { variables: boolean; skipTags: boolean };
  skipTags: string;
  hasSurvey: boolean;
  /** Whether the user may launch it; undefined where AWX does not say. */
  mayStart: boolean | undefined;
}

/** The part of the API for a type of template. */
export function pathOf(type: Template['type']): string {
  return type === 'job' ? 'job_templates' : 'workflow_job_templates';
}

/** Reads what AWX says of a template; undefined where it is not one. */
export function readTemplate(type: Template['type'], json: JsonObject): Template | undefined {
  const { id, name, skip_tags: skipTags, summary_fields: summary } = json;
  if (typeof id !== 'number' || typeof name !== 'string') return undefined;
  const { organization, user_capabilities: may } = isObject(summary) ? summary : {};
  return {
    id,
    type,
    name,
    organization: isObject(organization) && typeof organization.name === 'string' ? organization.name : undefined,
    asks: { variables: json.ask_variables_on_launch === true, skipTags: json.ask_skip_tags_on_launch === true },
    skipTags: typeof skipTags === 'string' ? skipTags : '',
    hasSurvey: json.survey_enabled === true,
    mayStart: isObject(may) && typeof may.start === 'boolean' ? may.start : undefined,
  };
}
