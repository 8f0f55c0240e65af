import { isDeepStrictEqual } from 'node:util';
import type { SurveyQuestion } from '../options.ts';
import type { Label, Template, Variables, World } from '../world.ts';
import { ApiError } from './api-error.ts';

export interface Accepted {
  variables: Variables;
  /** As they were sent. */
  sent: Variables;
  skip_tags: string;
  job_tags: string;
  limit: string;
  labels: readonly Label[];
  slices: number;
  ignored: Record<string, unknown>;
}

/**
 * What of a launch's fields AWX takes. A job template drops what it doesn't prompt for, and says so in `ignored_fields`;
 * a workflow refuses it.
 */
export function acceptLaunch(template: Template, body: Variables, world: World, promptless: boolean): Accepted {
  const strict = template.type === 'workflow_job_template';
  const errors: Record<string, unknown> = {};
  const ignored: Record<string, unknown> = {};
  const asks = promptless ? none : template.asks;
  const sent = variablesIn(body.extra_vars);
  const { accepted, rejected, wrong } = sortVariables(template, sent, asks.variables);
  if (wrong.length > 0) errors.variables_needed_to_start = wrong;
  if (Object.keys(rejected).length > 0) {
    if (strict) errors.extra_vars = [notAllowed(Object.keys(rejected))];
    else ignored.extra_vars = rejected;
  }
  const take = <T>(field: string, asked: boolean, own: T, read: (value: unknown) => T): T => {
    if (body[field] === undefined) return own;
    const value = read(body[field]);
    if (isDeepStrictEqual(value, own)) return own;
    if (asked) return value;
    if (strict) errors[field] = 'Field is not configured to prompt on launch.';
    else ignored[field] = body[field];
    return own;
  };
  const text = (value: unknown) => {
    if (typeof value === 'string') return value;
    throw new ApiError(400, { skip_tags: ['Not a valid string.'] });
  };
  const skip_tags = take('skip_tags', asks.skip_tags, template.skip_tags, text);
  const job_tags = take('job_tags', asks.tags, '', text);
  const limit = take('limit', asks.limit, template.limit, text);
  const slices = take('job_slice_count', asks.job_slice_count, template.slices, Number);
  const labels = take<readonly Label[]>('labels', asks.labels, [], (ids) => labelsIn(ids, world));
  take('inventory', asks.inventory, template.inventory, Number);
  take('scm_branch', asks.scm_branch, '', text);
  if (
    template.type === 'job_template' &&
    template.inventory === null &&
    !(asks.inventory && body.inventory !== undefined)
  ) {
    errors.resources_needed_to_start = ['Job Template inventory is missing or undefined.'];
  }
  if (Object.keys(errors).length > 0) throw new ApiError(400, errors);
  const defaults = template.survey.flatMap(({ variable, default: value }) =>
    value === undefined ? [] : [[variable, value]],
  );
  const variables = { ...template.extra_vars, ...Object.fromEntries(defaults), ...accepted };
  return { variables, sent, skip_tags, job_tags, limit, labels, slices, ignored };
}

const none = {
  variables: false,
  skip_tags: false,
  tags: false,
  limit: false,
  labels: false,
  inventory: false,
  scm_branch: false,
  job_slice_count: false,
};

/** An object, or JSON in a text. */
function variablesIn(value: unknown): Variables {
  if (value === undefined || value === '' || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Variables;
  try {
    const parsed: unknown = JSON.parse(String(value));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Variables;
  } catch {}
  throw new ApiError(400, { extra_vars: ['Cannot parse as JSON (error: it is none) or YAML (error: not emulated).'] });
}

function sortVariables(template: Template, sent: Variables, asked: boolean) {
  const accepted: Variables = {};
  const rejected: Variables = {};
  const wrong: string[] = [];
  for (const question of template.survey) {
    const problem = problemWith(question, sent[question.variable]);
    if (problem !== undefined) wrong.push(problem);
    else if (sent[question.variable] !== undefined) accepted[question.variable] = sent[question.variable];
  }
  for (const [name, value] of Object.entries(sent)) {
    if (template.survey.some(({ variable }) => variable === name)) continue;
    if (asked) accepted[name] = value;
    else if (!isDeepStrictEqual(template.extra_vars[name], value)) rejected[name] = value;
  }
  return { accepted, rejected, wrong };
}

function problemWith(
  { variable, type, required, choices, min, max }: SurveyQuestion,
  value: unknown,
): string | undefined {
  if (value === undefined) return required ? `'${variable}' value missing` : undefined;
  const isText = ['text', 'textarea', 'password'].includes(type);
  if (isText && typeof value !== 'string') return `Value ${value} for '${variable}' expected to be a string.`;
  if (type === 'integer' && !Number.isInteger(value))
    return `Value ${value} for '${variable}' expected to be an integer.`;
  if (type === 'float' && typeof value !== 'number')
    return `Value ${value} for '${variable}' expected to be a numeric type.`;
  const size = isText ? String(value).length : Number(value);
  if (min !== undefined && size < min) return `'${variable}' value ${value} is too small (must be at least ${min}).`;
  if (max !== undefined && size > max)
    return `'${variable}' value ${value} is too large (must be no more than ${max}).`;
  if (type === 'multiplechoice' && !choices?.includes(String(value))) {
    return `Value ${value} for '${variable}' expected to be one of ${JSON.stringify(choices)}.`;
  }
  return undefined;
}

function labelsIn(ids: unknown, world: World): readonly Label[] {
  const list = Array.isArray(ids) ? ids : [];
  return list.map((id) => {
    const label = world.labels.find((each) => each.id === id);
    if (label === undefined) throw new ApiError(400, { labels: [`Invalid pk "${id}" - object does not exist.`] });
    return label;
  });
}

function notAllowed(names: readonly string[]): string {
  return `Variables ${names.join(', ')} are not allowed on launch. Check the Prompt on Launch setting on the Workflow Job Template to include Extra Variables.`;
}
