import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { digestOf } from '../../src/adapters/records/load.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { planText } from '../../src/kinds/onboarding/import/plan.ts';
import { onboarding } from '../../src/kinds/onboarding/index.ts';
import { company, productsCsv, salesCsv, users } from '../kit/onboarding.ts';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';

const tenant = 'tenant-finance';
const folder = `tenants/${tenant}/data`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const files = { 'products.csv': sha256(productsCsv), 'sales.csv': sha256(salesCsv) };

interface Told {
  plan?: string;
  /** What the plan is worked out of in place of the truth. */
  of?: Partial<Parameters<typeof planText>[0]>;
  swapped?: boolean;
}

/** A session with its data, imported by hand, which is legal as long as everything it says is true. */
const imported =
  ({ plan, of = {}, swapped = false }: Told = {}) =>
  (forge: Forge): string => {
    const record: RecordData = {
      apiVersion: 'rgz.dev/v1',
      kind: 'OnboardingSession',
      metadata: {
        id: `OB-${forge.moment(10).slice(0, 4)}-0600`,
        createdAt: forge.moment(10),
        createdBy: 'ada@example.com',
        tenant,
      },
      spec: { company, users },
    };
    const path = onboarding.place(record);
    const created = forge.commit({ by: 'ada', files: { [path]: stringify(record) } });
    const spec = digestOf(record);
    const opened = forge.steppedFrom(record, 'ada', 'created', { on: created, after: 20 });
    const beside = Object.fromEntries(
      (onboarding.beside?.(opened, 'created') ?? []).map(({ path, data }) => [path, stringify(data)] as const),
    );
    const adopted = forge.commit({
      by: 'ada',
      on: created,
      after: 20,
      files: { ...beside, [path]: stringify(opened) },
    });
    const told = `sha256:${sha256(planText({ tenant, session: record.metadata.id, spec, files, ...of }))}`;
    const [products, sales] = swapped ? [salesCsv, productsCsv] : [productsCsv, salesCsv];
    const file = (name: string, text: string) => ({
      path: `${folder}/${name}.csv`,
      sha256: sha256(text),
      rows: text.split('\n').length - 2,
    });
    const fields = {
      plan: plan ?? told,
      file: { name: 'data.xlsx', sha256: sha256('data'), size: 1000 },
      products: file('products', products),
      sales: file('sales', sales),
      quality: { score: 82, parts: { completeness: 40, history: 42 } },
    };
    const after = forge.steppedFrom(opened, 'ada', 'imported', { on: adopted, after: 30, fields });
    return forge.commit({
      by: 'ada',
      on: adopted,
      after: 30,
      files: { [path]: stringify(after), [`${folder}/products.csv`]: products, [`${folder}/sales.csv`]: sales },
    });
  };

/** Ways to have something activated under a plan that is not its own (promise 5). */
export const planAttacks: readonly Attack[] = [
  {
    name: 'a plan that was altered by hand',
    promise: 5,
    finds: ['onboarding.other-plan'],
    tamper: imported({ plan: `sha256:${'0'.repeat(64)}` }),
    twin: imported(),
  },
  {
    name: 'the plan of another session',
    promise: 5,
    finds: ['onboarding.other-plan'],
    tamper: imported({ of: { session: 'OB-2026-0001' } }),
  },
  {
    name: 'the plan of the files of another session',
    promise: 5,
    finds: ['onboarding.other-plan'],
    tamper: imported({ of: { files: { ...files, 'sales.csv': sha256('other') } } }),
  },
  {
    name: 'products in the place of sales, and sales in that of products',
    promise: 5,
    finds: ['onboarding.other-plan'],
    tamper: imported({ swapped: true }),
  },
];
