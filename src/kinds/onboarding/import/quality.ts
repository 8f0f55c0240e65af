import type { Product, Sale } from './columns.ts';
import { filled, type Texts } from './texts.ts';

export const advisedMonths = 6;

/** How far the unit price of a sale may be from the list price, in percent, and still be near it. */
export const nearPercent = 20;

/**
 * How many points each rule gives at most, and what it counts. {n} of {total} have it. An audit works the points of every
 * import out again, so that another way to count is told apart by the version of the record.
 */
export const qualityRules = {
  history: {
    of: 25,
    because: { en: '{n} of {total} advised months have sales', fr: '{n} mois sur {total} conseillés ont des ventes' },
  },
  costPrices: {
    of: 15,
    because: { en: '{n} of {total} products have a cost price', fr: '{n} produits sur {total} ont un prix d’achat' },
  },
  thresholds: {
    of: 15,
    because: {
      en: '{n} of {total} products have an alert threshold',
      fr: '{n} produits sur {total} ont un seuil d’alerte',
    },
  },
  sold: {
    of: 15,
    because: { en: '{n} of {total} products were sold', fr: '{n} produits sur {total} ont été vendus' },
  },
  categories: {
    of: 10,
    because: { en: '{n} of {total} products have a category', fr: '{n} produits sur {total} ont une catégorie' },
  },
  nearListPrice: {
    of: 10,
    because: {
      en: '{n} of {total} sales are within {near} % of the list price',
      fr: '{n} ventes sur {total} sont à {near} % au plus du prix de vente',
    },
  },
  margins: {
    of: 5,
    because: {
      en: '{n} of {total} cost prices are not above the sale price',
      fr: '{n} prix d’achat sur {total} ne dépassent pas le prix de vente',
    },
  },
  noDuplicates: {
    of: 5,
    because: { en: '{n} of {total} sales repeat no other', fr: '{n} ventes sur {total} n’en répètent pas une autre' },
  },
} as const satisfies Record<string, { of: number; because: Texts }>;

export type QualityRule = keyof typeof qualityRules;

export interface QualityPart {
  rule: QualityRule;
  points: number;
  of: number;
  because: Texts;
}

/** From 0 to 100. A part of which there is nothing to count gives no points. */
export interface Quality {
  score: number;
  parts: readonly QualityPart[];
}

interface Facts {
  products: readonly Product[];
  sales: readonly Sale[];
  months: number;
  duplicates: number;
}

export function qualityOf({ products, sales, months, duplicates }: Facts): Quality {
  const having = (key: keyof Product) => products.filter((product) => product[key] !== undefined).length;
  const costs = having('costPrice');
  const listPrices = new Map(products.map(({ code, salePrice }) => [code, salePrice]));
  const shares: Record<QualityRule, readonly [number, number]> = {
    history: [Math.min(months, advisedMonths), advisedMonths],
    costPrices: [costs, products.length],
    thresholds: [having('threshold'), products.length],
    sold: [new Set(sales.map(({ code }) => code)).size, products.length],
    categories: [having('category'), products.length],
    nearListPrice: [sales.filter(({ code, price }) => isNear(price, listPrices.get(code) ?? 0)).length, sales.length],
    margins: [costs - products.filter(({ costPrice = 0, salePrice }) => costPrice > salePrice).length, costs],
    noDuplicates: [sales.length - duplicates, sales.length],
  };
  const parts = (Object.keys(qualityRules) as QualityRule[]).map((rule) => {
    const [n, total] = shares[rule];
    const { of, because } = qualityRules[rule];
    const points = total === 0 ? 0 : Math.floor((of * n) / total);
    return {
      rule,
      points,
      of,
      because: filled(because, { n: String(n), total: String(total), near: String(nearPercent) }),
    };
  });
  return { score: parts.reduce((sum, { points }) => sum + points, 0), parts };
}

/** The points of each part. */
export function partsOf(quality: Quality | undefined): Record<string, number> {
  return Object.fromEntries((quality?.parts ?? []).map(({ rule, points }) => [rule, points]));
}

function isNear(price: number, list: number): boolean {
  return Math.abs(price - list) * 100 <= list * nearPercent;
}
