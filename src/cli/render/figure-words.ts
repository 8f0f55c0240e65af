import type { Locale } from '../../domain/notice.ts';

/** The figures of an import, and the parts of its quality, as people read them. Programs read the names. */
const figures: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  products: { en: 'products', fr: 'produits' },
  sales: { en: 'lines of sales', fr: 'lignes de vente' },
  categories: { en: 'categories', fr: 'catégories' },
  firstSale: { en: 'first sale', fr: 'première vente' },
  lastSale: { en: 'last sale', fr: 'dernière vente' },
  monthsOfHistory: { en: 'months with sales', fr: 'mois avec des ventes' },
  units: { en: 'units sold', fr: 'unités vendues' },
  revenue: { en: 'revenue', fr: 'chiffre d’affaires' },
  history: { en: 'months with sales', fr: 'mois avec des ventes' },
  costPrices: { en: 'cost prices', fr: 'prix d’achat' },
  thresholds: { en: 'alert thresholds', fr: 'seuils d’alerte' },
  sold: { en: 'products that were sold', fr: 'produits vendus' },
  nearListPrice: { en: 'sales near the list price', fr: 'ventes proches du prix de vente' },
  margins: { en: 'cost prices below the sale price', fr: 'prix d’achat sous le prix de vente' },
  noDuplicates: { en: 'sales that repeat no other', fr: 'ventes sans doublon' },
};

/** A name that is not known is told by its own words: `newFigure` is `new figure`. */
export function figureWords(name: string, locale: Locale): string {
  if (Object.hasOwn(figures, name)) return figures[name]?.[locale] ?? name;
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
