/** The first rows of the two files that an import leaves, and that an activation writes to tables. */
export const productFields = [
  'code',
  'name',
  'category',
  'sale_price',
  'cost_price',
  'opening_stock',
  'alert_threshold',
] as const;
export const saleFields = ['date', 'product_code', 'quantity', 'unit_price', 'total'] as const;
