import type { CellError, Company, Person, Plan, Session, SessionLine } from '../../../../src/cli/ui/onboard/session.ts';

export const company: Company = {
  tenant: 'boutique-teranga',
  name: 'Boutique Téranga',
  ninea: '004512345 2G3',
  sector: 'retail',
  country: 'SN',
  site: 'Magasin Plateau',
  address: '12 rue Carnot, Dakar',
};

export const awa: Person = {
  firstName: 'Awa',
  lastName: 'Diop',
  by: 'email',
  address: 'awa@teranga.example',
  other: '',
  role: 'admin',
};

export const moussa: Person = {
  firstName: 'Moussa',
  lastName: 'Fall',
  by: 'phone',
  address: '+221771234567',
  other: '',
  role: 'collaborator',
};

export const figures = {
  digest: `sha256:${'5c'.repeat(32)}`,
  products: 150,
  sales: 2000,
  months: 7,
  from: '2026-05-02',
  to: '2026-11-20',
  score: 81,
  parts: [
    { name: '6 of 6 advised months have sales', points: 25, most: 25 },
    { name: '120 of 150 products have a cost price', points: 12, most: 15 },
    { name: '20 of 150 products have an alert threshold', points: 2, most: 15 },
    { name: '140 of 150 products were sold', points: 14, most: 15 },
    { name: '150 of 150 products have a category', points: 10, most: 10 },
    { name: '1990 of 2000 sales are within 20 % of the list price', points: 9, most: 10 },
    { name: '119 of 120 cost prices are not above the sale price', points: 4, most: 5 },
    { name: '2000 of 2000 sales repeat no other', points: 5, most: 5 },
  ],
};

export const plan: Plan = {
  ...figures,
  file: 'teranga.xlsx',
  path: 'teranga.xlsx',
  size: 234_567,
  remarks: [
    { place: 'Ventes D18', text: 'the total is 12 600, and quantity × price is 12 500' },
    { place: 'Produits F9', text: 'the price is below the cost' },
  ],
  same: false,
};

export function errors(all: number): readonly CellError[] {
  const kinds: readonly Omit<CellError, 'cell'>[] = [
    {
      sheet: 'Produits',
      header: 'Code',
      value: 'P-001',
      message: 'the code P-001 is there twice',
      instead: 'give each product its own code',
    },
    {
      sheet: 'Ventes',
      header: 'Date',
      value: '31/02/2026',
      message: 'this is no date',
      instead: 'write a date such as 2026-02-28',
    },
    {
      sheet: 'Ventes',
      header: 'Quantité',
      value: '',
      message: 'the quantity is missing',
      instead: 'write how many were sold, a whole number above 0',
    },
  ];
  return Array.from(
    { length: all },
    (_, at) => ({ ...(kinds[at % 3] ?? kinds[0]), cell: `${'ABC'[at % 3]}${at + 6}` }) as CellError,
  );
}

/** A session that has just been started. */
export function aSession(more: Partial<Session> = {}): Session {
  return {
    id: 'OB-2026-0001',
    state: 'in_progress',
    company,
    users: [],
    locale: 'fr',
    done: { company: true, users: false, workbook: false, import: false },
    imported: undefined,
    sentBack: undefined,
    barred: undefined,
    gates: [],
    error: undefined,
    activity: [],
    invited: { issued: 0, sent: 0, unsent: 0 },
    last: { by: 'ada@example.com', phrase: 'started', ago: 'just now' },
    mark: '1',
    ...more,
  };
}

export const imported = {
  ...figures,
  by: 'ada@example.com',
  ago: '2 h ago',
  remarks: { all: plan.remarks.length, told: plan.remarks },
};
export const allDone = { company: true, users: true, workbook: true, import: true };
export const users = [awa, moussa];

export const lines: readonly SessionLine[] = [
  {
    id: 'OB-2026-0007',
    tenant: 'boutique-teranga',
    company: 'Boutique Téranga',
    state: 'in_progress',
    done: 2,
    by: 'ada@example.com',
    ago: '2 h ago',
  },
  {
    id: 'OB-2026-0003',
    tenant: 'quincaillerie-fall',
    company: 'Quincaillerie Fall et Frères',
    state: 'failed',
    done: 4,
    by: 'carl@example.com',
    ago: 'yesterday',
  },
];
