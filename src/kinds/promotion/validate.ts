import type { Problem, World } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import type { PromotionRequest } from '../../generated/types/promotion-request.v1.ts';

/** The rules for a new or edited request that a schema cannot state. */
export function validate(record: RecordData, world: World): readonly Problem[] {
  const { target, request } = record.spec as unknown as PromotionRequest['spec'];
  const problems: Problem[] = [...blankTexts(request), ...otherYear(record)];

  if (!world.tenants.includes(record.metadata.tenant)) {
    problems.push({
      code: 'input.unknown-tenant',
      pointer: '/metadata/tenant',
      message: `there is no tenant "${record.metadata.tenant}"`,
      remedy: [known('tenants', world.tenants), `an admin types: rgz tenant add ${record.metadata.tenant}`],
    });
  }
  for (const field of ['sourceEnvironment', 'targetEnvironment'] as const) {
    if (world.environments.includes(target[field])) continue;
    problems.push({
      code: 'input.unknown-environment',
      pointer: `/spec/target/${field}`,
      message: `there is no environment "${target[field]}"`,
      remedy: [known('environments', world.environments), 'environments are named in .rgz/config.yaml'],
    });
  }
  if (target.sourceEnvironment === target.targetEnvironment) {
    problems.push({
      code: 'input.invalid',
      pointer: '/spec/target/targetEnvironment',
      message: `a request leads from one environment to another, not from ${target.sourceEnvironment} to itself`,
      remedy: ['choose another environment with --from or --to'],
    });
  }
  if (typeof request.scheduledDate === 'string' && Date.parse(request.scheduledDate) <= Date.parse(world.now)) {
    problems.push({
      code: 'input.schedule-past',
      pointer: '/spec/request/scheduledDate',
      message: `the scheduled date ${request.scheduledDate} is not in the future`,
      remedy: ['choose a later --schedule, or leave it out to deploy as soon as it is approved'],
    });
  }
  return problems;
}

/** The year of an id is that of its record, by the clock it was written with or by UTC: ids of other years are not used up. */
function otherYear({ metadata: { id, createdAt } }: RecordData): Problem[] {
  const year = id.slice(3, 7);
  if (createdAt.startsWith(year) || new Date(createdAt).toISOString().startsWith(year)) return [];
  return [
    {
      code: 'record.misplaced',
      pointer: '/metadata/createdAt',
      message: `${id} has an id of ${year}, and was created at ${createdAt}`,
      remedy: ['give it an id of the year in which it was created'],
    },
  ];
}

/** The schema counts every character; people who read the request do not see blanks. */
function blankTexts(request: PromotionRequest['spec']['request']): Problem[] {
  const least = { justification: 20, releaseNotes: 1, rollbackPlan: 1 };
  return (Object.keys(least) as (keyof typeof least)[])
    .map((field) => ({ field, length: [...request[field].trim()].length }))
    .filter(({ field, length }) => length < least[field])
    .map(({ field, length }) => ({
      code: 'input.invalid',
      pointer: `/spec/request/${field}`,
      message: `spec.request.${field} has ${length} characters apart from blanks around it, and needs at least ${least[field]}`,
      remedy: ['say it in words that help whoever has to decide'],
    }));
}

function known(what: string, names: readonly string[]): string {
  return names.length === 0
    ? `no ${what} are known yet`
    : `the ${what} are ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`;
}
