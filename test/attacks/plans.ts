import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { digestOf } from '../../src/adapters/records/load.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { planText } from '../../src/kinds/onboarding/import/plan.ts';
import { onboarding } from '../../src/kinds/onboarding/index.ts';
import { company, productsCsv, salesCsv, toldOf, users } from '../kit/onboarding.ts';
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
  /** What the data is in place of the truth, with digests and a plan that agree with it. */
  data?: { products?: string; sales?: string };
  /** How many rows each file is said to have. */
  rows?: number;
  /** What else the event says in place of the truth. */
  more?: JsonObject;
}

/** A session with its data, imported by hand, which is legal as long as everything it says is true. */
const imported =
  ({ plan, of = {}, swapped = false, data = {}, rows, more = {} }: Told = {}) =>
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
    const own = { products: productsCsv, sales: salesCsv, ...data };
    const files = { 'products.csv': sha256(own.products), 'sales.csv': sha256(own.sales) };
    const told = `sha256:${sha256(planText({ tenant, session: record.metadata.id, spec, files, ...of }))}`;
    const [products, sales] = swapped ? [own.sales, own.products] : [own.products, own.sales];
    const file = (name: string, text: string) => ({
      path: `${folder}/${name}.csv`,
      sha256: sha256(text),
      rows: rows ?? text.split('\n').length - 2,
    });
    const fields = {
      plan: plan ?? told,
      file: { name: 'data.xlsx', sha256: sha256('data'), size: 1000 },
      products: file('products', products),
      sales: file('sales', sales),
      ...toldOf(productsCsv, salesCsv, forge.moment(30)),
      ...more,
    };
    const after = forge.steppedFrom(opened, 'ada', 'imported', { on: adopted, after: 30, fields });
    return forge.commit({
      by: 'ada',
      on: adopted,
      after: 30,
      files: { [path]: stringify(after), [`${folder}/products.csv`]: products, [`${folder}/sales.csv`]: sales },
    });
  };

const sold = (line: string) => ({ data: { sales: `${salesCsv}${line}\n` } });

/** Data that no import would take up, or that is not what is told of it; digests and plan agree with it. */
const untrue: readonly { name: string; told: Told }[] = [
  { name: 'a sale of a product that is not there', told: sold('2026-10-03,P999,1,500.00,500.00') },
  { name: 'a sale of a day that is yet to come', told: sold('2099-10-03,P001,1,500.00,500.00') },
  { name: 'a total that is not quantity times price', told: sold('2026-10-03,P001,2,500.00,500.00') },
  { name: 'a price below nothing', told: sold('2026-10-03,P001,1,-500.00,-500.00') },
  { name: 'an amount as no import writes it', told: sold('2026-10-03,P001,1,5e2,500.00') },
  { name: 'sales in an order of their own', told: sold('2026-09-01,P001,1,500.00,500.00') },
  { name: 'a row without its last field', told: sold('2026-10-03,P001,1,500.00') },
  { name: 'a row of nothing', told: sold(',,,,') },
  { name: 'a quote out of place', told: sold('2026-10-03,P"001,1,500.00,500.00') },
  {
    name: 'two products of one code',
    told: { data: { products: `${productsCsv}P002,"Riz, 25 kg",Céréales,14500.00,,40,\n` } },
  },
  {
    name: 'a text that a spreadsheet takes for a formula',
    told: { data: { products: productsCsv.replace('Savon', '=1+1') } },
  },
  { name: 'other columns', told: { data: { products: productsCsv.replace('category', 'kind') } } },
  { name: 'more rows than there are', told: { rows: 2000 } },
  { name: 'a quality that the data does not have', told: { more: { quality: { score: 100, parts: {} } } } },
  { name: 'figures that the data does not come to', told: { more: { statistics: { products: 2, revenue: '1.00' } } } },
];

/** The activation is ordered, the sales are these for as long as the controller takes it up, and put back then. */
const takenUp =
  (sales: string) =>
  (forge: Forge): string => {
    let on = imported()(forge);
    const path = `requests/onboarding/${forge.moment(10).slice(0, 7).replace('-', '/')}/OB-${forge.moment(10).slice(0, 4)}-0600.yaml`;
    const plan = forge.record(path, on).status?.plan as string;
    const data = `${folder}/sales.csv`;
    const ordered = forge.step(path, 'ada', 'activation-ordered', { on, after: 40, fields: { plan } });
    on = forge.commit({ by: 'ada', on, after: 40, files: ordered });
    on = forge.commit({ by: 'ada', on, after: 50, files: { [data]: sales } });
    on = forge.commit({ by: 'robot', on, after: 60, files: forge.step(path, 'robot', 'claimed', { on, after: 60 }) });
    return forge.commit({ by: 'ada', on, after: 70, files: { [data]: salesCsv } });
  };

/** The same data imported once more, with an event that tells something else of it. */
const importedAgain =
  (more: JsonObject) =>
  (forge: Forge): string => {
    const on = imported()(forge);
    const path = `requests/onboarding/${forge.moment(10).slice(0, 7).replace('-', '/')}/OB-${forge.moment(10).slice(0, 4)}-0600.yaml`;
    const { at: _at, by: _by, action: _action, ...told } = forge.record(path, on).status?.history.at(-1) ?? {};
    const fields = { ...(told as JsonObject), ...more };
    return forge.commit({
      by: 'ada',
      on,
      after: 40,
      files: forge.step(path, 'ada', 'imported', { on, after: 40, fields }),
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
    finds: ['onboarding.other-plan', 'onboarding.untrue-import'],
    tamper: imported({ swapped: true }),
  },
  {
    name: 'other data for as long as it takes to be taken up',
    promise: 5,
    finds: ['launch.held'],
    tamper: takenUp(salesCsv.replace('2026-10-01,P001,3,500.00,1500.00', '2026-10-01,P001,9,500.00,4500.00')),
    twin: takenUp(salesCsv),
  },
  {
    name: 'figures of data that was imported before, told by another import of it',
    promise: 5,
    finds: ['onboarding.untrue-import'],
    tamper: importedAgain({ statistics: { products: 2, revenue: '1.00' } }),
    twin: importedAgain({}),
  },
  ...untrue.map(({ name, told }) => ({
    name,
    promise: 5,
    finds: ['onboarding.untrue-import'] as const,
    tamper: imported(told),
  })),
];
