import { RgzError } from '../errors/rgz-error.ts';
import type { LoadTemplates } from '../ports/templates.ts';
import { whoActs } from './acting.ts';
import { refuseUnlessAllowed } from './change-policy.ts';
import { templateNames, templatePath } from './checklist-template.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { plainBlob } from './plain-blob.ts';
import { type Written, writeUntilWon } from './write-until-won.ts';

export interface Bringing {
  /** `add`: those that are not there. `update`: those that are there, over whatever they say. */
  how: 'add' | 'update';
  /** undefined: all of rgz's own. */
  name: string | undefined;
}

/** Brings the templates of this rgz into the repository, as it brings them into a new one. Gives the names of those that changed. */
export function bringTemplates(
  deps: Deps & { loadTemplates: LoadTemplates },
  { how, name }: Bringing,
): Promise<Written<readonly string[]>> {
  return writeUntilWon<readonly string[]>(deps, async (view) => {
    const acting = await whoActs(deps, await view.policy());
    refuseUnlessAllowed(await view.policy(), acting, 'config.change');
    const own = new Map([...(await deps.loadTemplates())].map(([file, text]) => [file.replace(/\.yaml$/, ''), text]));
    if (name !== undefined && !own.has(name))
      throw new RgzError('checklist.unknown-template', `rgz brings no template ${JSON.stringify(name)}`, {
        remedy: [`it brings ${[...own.keys()].join(', ')}`],
      });
    const there = await templateNames(deps, view);
    if (name !== undefined && there.includes(name) !== (how === 'update')) throw otherWay(name, how);
    const files = new Map<string, Buffer>();
    const brought: string[] = [];
    for (const [each, text] of own) {
      if ((name !== undefined && name !== each) || there.includes(each) !== (how === 'update')) continue;
      const path = templatePath(each);
      const blob = await plainBlob(deps.git, view.tip.tree, path);
      const before = blob === undefined ? undefined : await deps.git.readBlob(blob);
      if (before?.equals(Buffer.from(text))) continue;
      files.set(path, Buffer.from(text));
      brought.push(each);
    }
    if (files.size === 0) return { nothing: [] };
    const what = how === 'add' ? 'added' : 'updated';
    const actor = acting.actor.email;
    const subject = `templates ${brought.join(', ')}: ${what} by ${actor}`;
    return {
      files,
      message: commitMessage(subject, { record: 'templates', action: what, actor }),
      acting,
      result: brought,
    };
  });
}

function otherWay(name: string, how: Bringing['how']): RgzError {
  return how === 'add'
    ? new RgzError('record.exists', `the repository has a template ${name}`, {
        remedy: [`rgz checklist templates --update ${name}, which replaces what it says`],
      })
    : new RgzError('checklist.unknown-template', `the repository has no template ${name}`, {
        remedy: [`rgz checklist templates --add ${name}`],
      });
}
