import { amountText } from './amount.ts';
import type { Product, Sale } from './columns.ts';

/** What an import brings, in figures. */
export interface Statistics {
  products: number;
  sales: number;
  categories: number;
  firstSale: string | null;
  lastSale: string | null;
  /** Months of the calendar that have a sale. */
  monthsOfHistory: number;
  units: number;
  /** With two decimals, as text: the sum may be larger than a number holds exactly. */
  revenue: string;
}

export function statisticsOf(products: readonly Product[], sales: readonly Sale[]): Statistics {
  const months = new Set<string>();
  let [first, last] = ['9999-99-99', ''];
  let units = 0;
  let revenue = 0n;
  for (const { date, quantity, price } of sales) {
    months.add(date.slice(0, 7));
    if (date < first) first = date;
    if (date > last) last = date;
    units += quantity;
    revenue += BigInt(quantity * price);
  }
  return {
    products: products.length,
    sales: sales.length,
    categories: new Set(products.flatMap(({ category }) => category?.toLowerCase() ?? [])).size,
    firstSale: sales.length === 0 ? null : first,
    lastSale: sales.length === 0 ? null : last,
    monthsOfHistory: months.size,
    units,
    revenue: amountText(revenue),
  };
}
