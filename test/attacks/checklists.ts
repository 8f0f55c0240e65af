import { stringify } from 'yaml';
import type { Json } from '../../src/domain/json.ts';
import { templatePath, tiny } from '../kit/checklists.ts';
import type { Who } from '../kit/repository.ts';
import type { Attack, Outcome } from './attack.ts';
import { outcomeOf } from './attack.ts';
import { draftOf } from './draft-of.ts';
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

/** The template without the point that asks for a picture. */
const easier = {
  ...tiny,
  categories: tiny.categories.map((category) => ({ ...category, items: category.items.slice(1) })),
};

const put = (template: object) => ({ [templatePath]: stringify(template) });

/** A checklist that dora opens from a template, as its file says it. */
function opened(forge: Forge, on: string, after: number, from: Parameters<typeof draftOf>[1]): string {
  const draft = draftOf(forge, from, { subject: 'site-2', after });
  const record = forge.steppedFrom(draft, 'dora', 'created', { on, after });
  const files = { 'checklists/tiny/site-2.yaml': stringify(record) };
  return forge.commit({ by: 'dora', on, after, files });
}

/** Somebody lowers the template, a checklist is opened from it, and the template is put back as if nothing had been. */
const lowered =
  (by: Who): NonNullable<Attack['twin']> =>
  (forge) => {
    const forged = forge.commit({ by, files: put(easier), after: 10 });
    const list = opened(forge, forged, 20, easier);
    return { base: forged, head: forge.commit({ by: 'ada', on: list, after: 30, files: put(tiny) }) };
  };

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
  {
    name: 'a template lowered by somebody who may not, for as long as a checklist takes to be opened from it',
    promise: 7,
    finds: ['policy.not-allowed', 'record.foreign-copy'],
    tamper: (forge, base) => ({ ...outcomeOf(lowered('dora')(forge, base)), base: forge.head }),
    twin: lowered('ada'),
  },
  {
    name: 'a template lowered in the name of an admin, without the key',
    promise: 7,
    finds: ['record.foreign-copy', 'trail.wrong-signer'],
    tamper: (forge) => {
      const key = forge.repository.key('dora');
      const forged = forge.commit({ by: 'ada', key, files: put(easier) });
      return opened(forge, forged, 20, easier);
    },
  },
  {
    name: 'an older, easier template put back by somebody who may not',
    promise: 7,
    finds: ['policy.not-allowed', 'record.foreign-copy'],
    tamper: (forge) => {
      const raised = forge.commit({ by: 'ada', files: put(harder), after: 10 });
      const back = forge.commit({ by: 'dora', on: raised, files: put(tiny), after: 20 });
      return opened(forge, back, 30, tiny);
    },
    twin: (forge) => {
      const raised = forge.commit({ by: 'ada', files: put(harder), after: 10 });
      return opened(forge, raised, 30, harder);
    },
  },
  {
    name: 'a template lowered on another branch, and merged',
    promise: 7,
    finds: ['policy.not-allowed', 'record.foreign-copy'],
    tamper: (forge) => opened(forge, merged(forge, 'dora'), 40, easier),
    twin: (forge) => opened(forge, merged(forge, 'ada'), 40, easier),
  },
  {
    name: 'a template taken away, so that a list of that name brings points of its own',
    promise: 7,
    finds: ['policy.not-allowed', 'record.foreign-copy'],
    tamper: (forge) => {
      const gone = forge.commit({ by: 'dora', files: { [templatePath]: null } });
      return opened(forge, gone, 20, { ...easier, markdown: true });
    },
    twin: (forge) => {
      const gone = forge.commit({ by: 'ada', files: { [templatePath]: null } });
      return opened(forge, gone, 20, { ...easier, markdown: true });
    },
  },
];

/** The head with another side merged, on which somebody lowered the template. */
function merged(forge: Forge, by: Who): string {
  const side = forge.commit({ by, files: put(easier), after: 10 });
  const other = forge.commit({ by: 'ada', files: { 'notes.md': 'a side of its own' }, after: 10 });
  return forge.commit({ by: 'ada', on: [other, side], files: put(easier), after: 20 });
}
