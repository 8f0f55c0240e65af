import type { Problem, World } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { settleParameters } from './settle-parameters.ts';
import { pointsOf, specOf } from './spec.ts';

/** The rules for a new checklist that a schema cannot state. */
export function validate(record: RecordData, world: World): readonly Problem[] {
  const spec = specOf(record);
  const problems: Problem[] = [];
  const { tenant } = record.metadata;
  if (!world.tenants.includes(tenant)) {
    problems.push({
      code: 'input.unknown-tenant',
      pointer: '/metadata/tenant',
      message: `there is no tenant "${tenant}"`,
      remedy: [`an admin types: rgz tenant add ${tenant}`],
    });
  }
  const ids = pointsOf(spec).map(({ item }) => item.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) problems.push(told('/spec/template/categories', `the point ${twice} is there twice`));
  const settled = settleParameters(spec.template.parameters ?? {}, { ...spec.parameters });
  for (const { pointer, message } of settled.ok ? [] : settled.problems)
    problems.push(told(`/spec${pointer}`, message));
  return problems;
}

function told(pointer: string, message: string): Problem {
  return { code: 'input.invalid', pointer, message, remedy: ['rgz checklist create --help'] };
}
