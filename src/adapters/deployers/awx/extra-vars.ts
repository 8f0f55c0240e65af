import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Job } from '../../../ports/deployer.ts';

/** The variables that go along with every job. */
export const given = [
  'rgz_request_id',
  'rgz_attempt',
  'rgz_tenant',
  'rgz_environment',
  'rgz_target_type',
  'rgz_target_name',
  'rgz_target_version',
  'rgz_record_base64',
];

const plainWord = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

/**
 * The variables of a job; undefined where one of the names holds a sign that could mean something to Ansible, which takes
 * `{{ … }}` in a variable for a template. What people wrote freely goes along in base64 only.
 */
export function extraVars(job: Job): Record<string, string> | undefined {
  const { attempt, request, tenant, environment, target, record } = job;
  const words = [request, attempt, tenant, environment, target.type, target.name, target.version];
  if (!words.every((word) => plainWord.test(word))) return undefined;
  const values = [...words, Buffer.from(JSON.stringify(approved(record))).toString('base64')];
  return Object.fromEntries(given.map((name, at) => [name, values[at] ?? '']));
}

/** What was approved, without the history. */
function approved({ apiVersion = null, kind = null, metadata = null, spec = null }: JsonObject): Json {
  return inert({ apiVersion, kind, metadata, spec });
}

/** A playbook that decodes the record and keeps it with `set_fact` has it evaluated later on, so no opening sign is left. */
function inert(value: Json): Json {
  if (typeof value === 'string') return value.replace(/\{(?=[{%#])/g, '{ ');
  if (Array.isArray(value)) return value.map(inert);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [inert(key) as string, inert(each)]));
}
