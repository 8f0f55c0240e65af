import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Template } from './template.ts';

export interface Flaw {
  reason: string;
  remedy: string;
}

/** What in a template would make a launch lose our variables, or be refused. */
export function flawOf(template: Template): Flaw | undefined {
  const { name, asks, mayStart } = template;
  if (!asks.variables) {
    return {
      reason: `"${name}" does not take variables at launch, so the job would not know what to deploy, nor could it be found again`,
      remedy: `in AWX, edit "${name}" and tick "Prompt on launch" beside Variables`,
    };
  }
  if (mayStart === false) {
    return {
      reason: `the user may not launch "${name}"`,
      remedy: `in AWX, give the user the role Execute on "${name}"`,
    };
  }
  return undefined;
}

/** What `…/launch/` says is missing, apart from the variables that go along with every job. */
export function lackOf(name: string, launch: JsonObject, given: readonly string[]): Flaw | undefined {
  const variables = texts(launch.variables_needed_to_start).filter((variable) => !given.includes(variable));
  const passwords = texts(launch.passwords_needed_to_start);
  const lacks = [
    ...variables.map((variable) => `an answer to the survey question "${variable}"`),
    ...passwords.map((password) => `the password "${password}"`),
    ...(launch.inventory_needed_to_start === true ? ['an inventory'] : []),
  ];
  if (lacks.length === 0) return undefined;
  const remedy = `in AWX, give "${name}" its own inventory and credentials, and make no other survey question required`;
  return { reason: `"${name}" cannot start without ${lacks.join(', ')}`, remedy };
}

/** Survey answers of the type password come back masked: an attempt that is one could not be found again. */
export function maskOf(name: string, survey: JsonObject, given: readonly string[]): Flaw | undefined {
  const questions = Array.isArray(survey.spec) ? survey.spec.filter(isObject) : [];
  const masked = questions.find(({ type, variable }) => type === 'password' && given.includes(`${variable}`));
  if (masked === undefined) return undefined;
  const reason = `the survey of "${name}" makes a password of ${masked.variable}, so no job could be found again by it`;
  return { reason, remedy: `in AWX, make the question "${masked.variable}" one for text, or remove it` };
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
