import type { JsonObject } from '../../domain/json.ts';
import type { Problem, World } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { settleParameters } from './settle-parameters.ts';
import { specOf } from './spec.ts';
import { readTemplate } from './template.ts';

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
  if (spec.template.name === 'evidence')
    problems.push(told('/spec/template/name', 'the folder checklists/evidence is for evidence'));
  const reading = readTemplate(spec.template as unknown as JsonObject);
  const settled = reading.ok ? settleParameters(spec.template.parameters ?? {}, { ...spec.parameters }) : undefined;
  const ofTemplate = reading.ok
    ? []
    : reading.problems.map((each) => ({ ...each, pointer: `/template${each.pointer}` }));
  const ofValues = settled === undefined || settled.ok ? [] : settled.problems;
  for (const { pointer, message } of [...ofTemplate, ...ofValues]) problems.push(told(`/spec${pointer}`, message));
  return problems;
}

function told(pointer: string, message: string): Problem {
  return { code: 'input.invalid', pointer, message, remedy: ['rgz checklist create --help'] };
}
