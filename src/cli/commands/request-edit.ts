import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { type Assignment, editSpec } from '../../operations/edit-spec.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'a pending request')
    .argument('[path=value...]', 'more of the same')
    .option(
      '--set <path=value>',
      'e.g. request.impactAssessment=high; may be repeated',
      (text, before: string[]) => [...before, text],
      [],
    );
}

export function needs({ set }: { set: string[] }): string[] {
  return set.length === 0 ? ['--set <path>=<value>'] : [];
}

export async function run(context: Context, [id = '', ...more]: string[], { set }: { set: string[] }): Promise<number> {
  return reportAction(context, await editSpec(await context.app(), id, [...set, ...more].map(readAssignment)));
}

/** `spec.request.rollbackPlan=…` or without `spec.`. */
function readAssignment(text: string): Assignment {
  const at = text.indexOf('=');
  const path = text.slice(0, at).trim().split('.');
  if (path[0] === 'spec') path.shift();
  if (
    at > 0 &&
    path.length > 0 &&
    path.every((part) => /^[A-Za-z][A-Za-z0-9]*$/.test(part)) &&
    path[0] !== 'metadata' &&
    path[0] !== 'status'
  ) {
    return { path, value: text.slice(at + 1) };
  }
  throw new RgzError('usage.invalid', `--set ${text} is not of the form path=value below spec`, {
    remedy: ['--set request.impactAssessment=high', '--set target.version=2.1.1'],
  });
}
