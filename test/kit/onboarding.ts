import { createHash } from 'node:crypto';
import { type App, openApp } from '../../src/app.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { kinds } from '../../src/kinds/index.ts';
import { planText } from '../../src/kinds/onboarding/import/plan.ts';
import { partsOf } from '../../src/kinds/onboarding/import/quality.ts';
import { rereadFiles } from '../../src/kinds/onboarding/import/reread.ts';
import { act } from '../../src/operations/act.ts';
import { createRecord } from '../../src/operations/create-record.ts';
import { readSettings } from '../../src/settings.ts';
import type { Repository, Who } from './repository.ts';

export const company = {
  name: 'Boutique Ndar',
  sector: 'retail',
  country: 'SN',
  site: { name: 'Sor', address: 'Avenue du Général de Gaulle, Saint-Louis' },
};
export const users: JsonObject[] = [
  { firstName: 'Awa', lastName: 'Diop', phone: '+221771234567', role: 'admin' },
  { firstName: 'Omar', lastName: "N'Diaye", email: 'omar@boutique.example', role: 'manager' },
];
export const productsCsv = `code,name,category,sale_price,cost_price,opening_stock,alert_threshold
P001,Savon,,500.00,300.00,12,5
P002,"Riz, 25 kg",Céréales,14500.00,,40,
`;
/** What the event of an import says of the two files; nothing where no import would leave them. */
export function toldOf(products: string, sales: string, at: string): JsonObject {
  const again = rereadFiles({ 'products.csv': products, 'sales.csv': sales }, at);
  if ('file' in again || again.plan === undefined) return {};
  const { statistics, quality } = again.plan;
  return { statistics: { ...statistics }, quality: { score: quality.score, parts: partsOf(quality) } };
}

export const salesCsv = `date,product_code,quantity,unit_price,total
2026-10-01,P001,3,500.00,1500.00
2026-10-02,P001,2,500.00,1000.00
2026-10-02,P002,1,14500.00,14500.00
`;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What somebody does on an onboarding in a test: each step is one commit by them, as the commands make it. */
export class Onboarding {
  readonly repository: Repository;
  readonly tenant: string;
  #now: (() => string) | undefined;
  id = '';

  constructor(repository: Repository, tenant = 'boutique-ndar', now?: () => string) {
    this.repository = repository;
    this.tenant = tenant;
    this.#now = now;
  }

  async start(who: Who = 'ada', spec: JsonObject = { company, users }): Promise<string> {
    const kind = kinds.find((each) => each.kind === 'OnboardingSession');
    if (kind === undefined) throw new Error('there is no such kind');
    const made = await this.#as(who, (app) => createRecord(app, kind, () => ({ tenant: this.tenant, spec })));
    this.id = made.result.record.metadata.id;
    return this.id;
  }

  async import(who: Who = 'ada', products = productsCsv, sales = salesCsv): Promise<string> {
    const file = (name: string, text: string) => {
      const path = `tenants/${this.tenant}/data/${name}.csv`;
      return { path, sha256: sha256(text), rows: text.split('\n').length - 2 };
    };
    const fields = {
      file: { name: 'data.xlsx', sha256: sha256(products + sales), size: 1000 },
      products: file('products', products),
      sales: file('sales', sales),
      ...toldOf(products, sales, this.#now?.() ?? new Date().toISOString()),
    };
    const files = new Map([
      [fields.products.path, Buffer.from(products)],
      [fields.sales.path, Buffer.from(sales)],
    ]);
    const csv = { 'products.csv': fields.products.sha256, 'sales.csv': fields.sales.sha256 };
    let plan = '';
    await this.#as(who, (app) =>
      act(app, this.id, 'imported', ({ situation: { digest } }) => {
        plan = `sha256:${sha256(planText({ tenant: this.tenant, session: this.id, spec: digest, files: csv }))}`;
        return { fields: { plan, ...fields }, files };
      }),
    );
    return plan;
  }

  async order(who: Who = 'ada', plan?: string): Promise<void> {
    await this.#as(who, (app) =>
      act(app, this.id, 'activation-ordered', ({ situation }) => ({
        fields: { plan: plan ?? (situation.record.status?.plan as string) },
      })),
    );
  }

  act(who: Who, action: string, fields: JsonObject = {}, files?: ReadonlyMap<string, Buffer>) {
    return this.#as(who, (app) => act(app, this.id, action, () => ({ fields, ...(files && { files }) })));
  }

  /** From nothing to an ordered activation. */
  async ordered(who: Who = 'ada'): Promise<string> {
    await this.start(who);
    await this.import(who);
    await this.order(who);
    return this.id;
  }

  async #as<T>(who: Who, make: (app: App) => Promise<T>): Promise<T> {
    const { repository } = this;
    const settings = readSettings(repository.env(who));
    const app = await openApp({
      start: repository.work,
      from: repository.work,
      settings,
      version: '0',
      interactive: false,
    });
    const now = this.#now;
    try {
      return await make(now === undefined ? app : { ...app, clock: { ...app.clock, now } });
    } finally {
      await app.git.close();
    }
  }
}
