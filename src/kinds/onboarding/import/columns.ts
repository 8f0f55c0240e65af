import type { Texts } from './texts.ts';

/** What a column of a table is called, and what its cells may hold. */
export interface ColumnRule {
  key: string;
  titles: Texts;
  format: 'code' | 'text' | 'amount' | 'count' | 'date';
  /** Each row has to say it. */
  required: boolean;
  /** The whole column may be left out. */
  dispensable?: true;
  /** Characters, for codes and texts. */
  longest?: number;
  /** For amounts and counts. All others are 0 or more. */
  positive?: true;
}

export interface TableRule {
  key: 'products' | 'sales';
  names: Texts;
  columns: readonly ColumnRule[];
}

const code = { format: 'code', required: true, longest: 100 } as const;

export const productTable: TableRule = {
  key: 'products',
  names: { en: 'Products', fr: 'Produits' },
  columns: [
    { key: 'code', titles: { en: 'Code', fr: 'Code' }, ...code },
    { key: 'name', titles: { en: 'Name', fr: 'Nom' }, format: 'text', required: true, longest: 255 },
    { key: 'category', titles: { en: 'Category', fr: 'Catégorie' }, format: 'text', required: false, longest: 100 },
    {
      key: 'salePrice',
      titles: { en: 'Sale Price', fr: 'Prix Vente' },
      format: 'amount',
      required: true,
      positive: true,
    },
    { key: 'costPrice', titles: { en: 'Cost Price', fr: 'Prix Achat' }, format: 'amount', required: false },
    { key: 'stock', titles: { en: 'Opening Stock', fr: 'Stock Initial' }, format: 'count', required: true },
    { key: 'threshold', titles: { en: 'Alert Threshold', fr: 'Seuil Alerte' }, format: 'count', required: false },
  ],
};

export const saleTable: TableRule = {
  key: 'sales',
  names: { en: 'Sales', fr: 'Ventes' },
  columns: [
    { key: 'date', titles: { en: 'Date (YYYY-MM-DD)', fr: 'Date (YYYY-MM-DD)' }, format: 'date', required: true },
    { key: 'code', titles: { en: 'Product Code', fr: 'Code Produit' }, ...code },
    { key: 'quantity', titles: { en: 'Quantity', fr: 'Quantité' }, format: 'count', required: true, positive: true },
    {
      key: 'price',
      titles: { en: 'Unit Price', fr: 'Prix Unitaire' },
      format: 'amount',
      required: true,
      positive: true,
    },
    { key: 'total', titles: { en: 'Total', fr: 'Total' }, format: 'amount', required: false, dispensable: true },
  ],
};

/** A product as its row says it. Amounts are in cents. */
export interface Product {
  code: string;
  name: string;
  category?: string | undefined;
  salePrice: number;
  costPrice?: number | undefined;
  stock: number;
  threshold?: number | undefined;
}

/** A line of sales. The code is spelled as that of its product. */
export interface Sale {
  /** YYYY-MM-DD. */
  date: string;
  code: string;
  quantity: number;
  /** Cents. */
  price: number;
}

/** A title or the name of a sheet without what does not tell it apart: case, accents, blanks, and what is in brackets. */
export function titleKey(text: string): string {
  return text
    .slice(0, 200)
    .replace(/\([^()]*\)/g, '')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
