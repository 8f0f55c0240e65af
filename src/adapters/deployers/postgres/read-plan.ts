import { readCsv } from '../../../domain/csv.ts';
import { productFields, saleFields } from '../../../domain/data-files.ts';
import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { OnboardingSession } from '../../../generated/types/onboarding-session.v1.ts';
import type { Job } from '../../../ports/deployer.ts';

type Spec = OnboardingSession['spec'];
export type Rows = readonly (readonly (string | null)[])[];

/** Everything that is written for one tenant. */
export interface TenantPlan {
  session: string;
  tenant: string;
  plan: string;
  createdBy: string;
  orderedBy: string;
  company: Spec['company'];
  users: NonNullable<Spec['users']>;
  products: Rows;
  sales: Rows;
  file: { name: string | null; size: number | null };
  quality: number | null;
}

/** What a job is to write, or why it is nothing that could be. Only sessions that are put up for activation are. */
export async function readPlan(job: Job): Promise<TenantPlan | string> {
  const { record, request, tenant, target } = job;
  if (record.kind !== 'OnboardingSession') return `${request} is no onboarding, and nothing else is written to tables`;
  const spec = record.spec as unknown as Spec;
  const imported = last(record, 'imported');
  const plan = imported?.plan;
  if (imported === undefined || typeof plan !== 'string' || plan !== target.version)
    return `${request} holds no data that could be activated`;
  const [products, sales] = [
    await rowsOf(job, imported.products, productFields),
    await rowsOf(job, imported.sales, saleFields),
  ];
  if (typeof products === 'string') return products;
  if (typeof sales === 'string') return sales;
  const { file, quality } = imported;
  const metadata = isObject(record.metadata) ? record.metadata : {};
  return {
    session: request,
    tenant,
    plan,
    createdBy: textOf(metadata.createdBy),
    orderedBy: textOf(last(record, 'activation-ordered')?.by),
    company: spec.company,
    users: spec.users ?? [],
    products,
    sales,
    file: {
      name: isObject(file) && typeof file.name === 'string' ? file.name : null,
      size: isObject(file) && typeof file.size === 'number' ? file.size : null,
    },
    quality: isObject(quality) && typeof quality.score === 'number' ? quality.score : null,
  };
}

function last(record: JsonObject, action: string): JsonObject | undefined {
  const history = isObject(record.status) && Array.isArray(record.status.history) ? record.status.history : [];
  return history.filter(isObject).findLast((event) => event.action === action);
}

async function rowsOf(job: Job, named: Json | undefined, titles: readonly string[]): Promise<Rows | string> {
  const path = isObject(named) && typeof named.path === 'string' ? named.path : undefined;
  if (path === undefined || !job.files.some((file) => file.path === path))
    return `${job.request} does not name the files of its data`;
  const rows = dataRows((await job.read(path)).toString('utf8'), titles);
  if (rows === undefined) return `${path} is no CSV with the columns ${titles.join(', ')}`;
  const wanted = isObject(named) ? named.rows : undefined;
  return rows.length === wanted ? rows : `${path} has ${rows.length} rows, and ${job.request} says ${wanted}`;
}

/** The rows below the titles; an empty field is NULL to the tables. */
function dataRows(text: string, titles: readonly string[]): Rows | undefined {
  const read = readCsv(text);
  if ('refused' in read) return undefined;
  const [first = [], ...rows] = read.rows;
  if (first.join() !== titles.join() || rows.some(({ length }) => length !== titles.length)) return undefined;
  return rows.map((row) => row.map((field) => (field === '' ? null : field)));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
