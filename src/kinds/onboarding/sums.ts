import type { Sum } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { importedData } from './data.ts';
import { planText } from './import/plan.ts';

/** The plan names the tenant, the session, the spec and both files: whoever writes another by hand is found out. */
export function sums(record: RecordData): readonly Sum[] {
  const data = importedData(record);
  if (data === undefined) return [];
  const { tenant, id: session } = record.metadata;
  const files = { 'products.csv': data.products.sha256, 'sales.csv': data.sales.sha256 };
  const text = planText({ tenant, session, spec: data.spec, files });
  return [{ says: data.plan, text, refusal: 'onboarding.other-plan' }];
}
