import { type RuleInput, rules } from '../../src/verify/rules.ts';
import { page, table } from './markdown.ts';

const about: Record<RuleInput, string> = {
  tree: 'What the files of one commit have to be. Held by `rgz check` and `rgz audit`.',
  transition: 'What may happen from one commit to the next. Held by `rgz check --range` and `rgz audit`.',
  trail: 'Who made each commit. Held by `rgz check --range` and `rgz audit`.',
};

/** Every rule that a repository is held against. */
export function rulesPage(): string {
  const blocks = (Object.keys(about) as RuleInput[]).flatMap((input) => [
    `## ${input.charAt(0).toUpperCase()}${input.slice(1)}`,
    about[input],
    table(
      ['rule', 'severity', 'holds when', 'remedy'],
      Object.entries(rules)
        .filter(([, rule]) => rule.about === input)
        .map(([name, { severity, claim, remedy }]) => [
          `\`${name}\``,
          severity,
          claim,
          remedy.replace(/<[^>]+>/g, '`$&`'),
        ]),
    ),
  ]);
  return page(
    '# Rules',
    'A finding of `rgz check` or `rgz audit` names the rule that is not kept. A decision that was wrong is named like [the refusal](errors.md) that rgz would have answered with.',
    'A remedy is for a commit that nobody else has yet, and a finding names the commit in it; `-S` belongs to it where the policy asks for signatures. What others have already cannot be undone: the trail stays broken there. A record stays in quarantine, so another one is opened that names it. Of a configuration or tenant somebody who may puts back what was there before, in a signed commit of its own; above a policy an admin puts another in force, with a higher version.',
    ...blocks,
  );
}
