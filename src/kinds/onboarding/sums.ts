import type { Sum } from '../../domain/bound.ts';
import type { RecordData } from '../../domain/record.ts';
import { importedData } from './data.ts';
import { planText } from './import/plan.ts';

/** The plan that stands is that of this tenant, this session, its spec at the import, and its two files. */
export function sums(record: RecordData): readonly Sum[] {
  const data = importedData(record);
  if (data === undefined) return [];
  const { plan, spec, pointer, products, sales } = data;
  const { tenant, id } = record.metadata;
  const files = { 'products.csv': products.sha256, 'sales.csv': sales.sha256 };
  const text = planText({ tenant, session: id, spec, files });
  return [{ pointer, says: plan.replace(/^sha256:/, ''), text, rule: 'onboarding.other-plan' }];
}
