import { stringify } from 'yaml';
import type { Json } from '../../src/domain/json.ts';
import { templatePath, tiny } from '../kit/checklists.ts';
import type { Attack, Outcome } from './attack.ts';
import type { Forge } from './forge.ts';
import type { Base } from './legitimate.ts';

/** The template with other words for one point, and one point more. */
const harder = {
  ...tiny,
  categories: tiny.categories.map((category) => ({
    ...category,
    items: [
      ...category.items.map((item) => (item.id === 'plain' ? { ...item, title: { en: 'It is very plain' } } : item)),
      { id: 'late', title: { en: 'It came late' } },
    ],
  })),
};

const changed = ['plain', 'late'];

/** Ada changes the template, and cleo moves the checklist to it by hand, with these words of what is open again. */
function moved({ forge, base }: { forge: Forge; base: Base }, fields: Record<string, Json>): Outcome {
  const on = forge.commit({ by: 'ada', files: { [templatePath]: stringify(harder) } });
  const { apiVersion: _version, kind: _kind, ...template } = harder;
  const spec = (value: Record<string, Json>) => Object.assign(value, { template });
  const files = forge.step(base.list, 'cleo', 'edited', { on, after: 20, spec, fields });
  return { base: on, head: forge.commit({ by: 'cleo', on, after: 20, files }) };
}

const twin: NonNullable<Attack['twin']> = (forge, base) => moved({ forge, base }, { reopened: changed });

function attack(name: string, fields: Record<string, Json>): Attack {
  const tamper: Attack['tamper'] = (forge, base) => moved({ forge, base }, fields);
  return { name, promise: 2, finds: ['checklist.wrong-points'], tamper, twin };
}

/** Ways to a checklist that counts what nobody did (promise 2). */
export const checklistAttacks: readonly Attack[] = [
  attack('moved to a template, and nothing is open again', { reopened: [] }),
  attack('moved to a template, without a word of what is open again', {}),
  attack('moved to a template, and one point that changed stays done', { reopened: ['late'] }),
  attack('moved to a template, and the work on a point that did not change is thrown away', {
    reopened: [...changed, 'extra'],
  }),
  attack('moved to a template, and a point that is not there is opened in place of one that is', {
    reopened: ['late', 'nothing'],
  }),
  attack('moved to a template, and done in the same event', { item: 'plain', status: 'completed' }),
];
