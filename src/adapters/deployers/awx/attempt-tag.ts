import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Template } from './template.ts';

/** The tag under which a job of the attempt skips nothing. Tags are what jobs can be looked for by. */
export function tagOf(attempt: string): string {
  return `rgz-${attempt}`;
}

/**
 * The template's own tags with the attempt's; nothing where it takes none, or where there is no room. A workflow would hand
 * them to its jobs in place of theirs.
 */
export function skipTags({ type, asks, skipTags }: Template, attempt: string): { skip_tags?: string } {
  const tags = [...tagsIn(skipTags), tagOf(attempt)].join(',');
  return type === 'job' && asks.skipTags && tags.length <= 1024 ? { skip_tags: tags } : {};
}

export function hasTag(job: JsonObject, attempt: string): boolean {
  return typeof job.skip_tags === 'string' && tagsIn(job.skip_tags).includes(tagOf(attempt));
}

/** The variables of a job, which come as JSON in a text; undefined where they cannot be read. */
export function variablesOf(job: JsonObject): JsonObject | undefined {
  if (typeof job.extra_vars !== 'string') return undefined;
  try {
    const variables = JSON.parse(job.extra_vars) as Json;
    return isObject(variables) ? variables : undefined;
  } catch {
    return undefined;
  }
}

function tagsIn(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
