import type { Message } from './message.ts';

/** What can be said of a product or a sale whose cells can all be read. */
export const ruleMessages = {
  'product.code-doubled': {
    severity: 'error',
    message: { en: 'The code "{value}" is in {first} already.', fr: 'Le code « {value} » figure déjà en {first}.' },
    remedy: {
      en: 'Give each product a code of its own, or delete one of the two rows.',
      fr: 'Donnez à chaque produit son propre code, ou supprimez l’une des deux lignes.',
    },
  },
  'product.code-case': {
    severity: 'error',
    message: {
      en: 'The code "{value}" differs from "{other}" in {first} by capital letters only.',
      fr: 'Le code « {value} » ne diffère de « {other} » en {first} que par des majuscules.',
    },
    remedy: {
      en: 'Give each product a code of its own, or delete one of the two rows.',
      fr: 'Donnez à chaque produit son propre code, ou supprimez l’une des deux lignes.',
    },
  },
  'product.cost-above-price': {
    severity: 'remark',
    message: {
      en: 'Bought for more than it is sold for: {rows}.',
      fr: 'Acheté plus cher que vendu : {rows}.',
    },
    remedy: { en: 'Look whether the two prices are swapped.', fr: 'Vérifiez que les deux prix ne sont pas inversés.' },
  },
  'sale.product-unknown': {
    severity: 'error',
    message: {
      en: 'No product has the code "{value}".{hint}',
      fr: 'Aucun produit n’a le code « {value} ».{hint}',
    },
    remedy: {
      en: 'Correct the code, or add the product to the sheet "{products}".',
      fr: 'Corrigez le code, ou ajoutez le produit à la feuille « {products} ».',
    },
  },
  'sale.code-case': {
    severity: 'remark',
    message: {
      en: 'Codes in other capital letters, such as "{value}" read as the product "{read}": {rows}.',
      fr: 'Codes aux majuscules différentes, par exemple « {value} » lu comme le produit « {read} » : {rows}.',
    },
    remedy: { en: 'Nothing to do.', fr: 'Rien à faire.' },
  },
  'sale.too-old': {
    severity: 'error',
    message: {
      en: '{value} is more than 24 months ago.',
      fr: '{value} date de plus de 24 mois.',
    },
    remedy: {
      en: 'Delete sales from before {limit}, or correct the year.',
      fr: 'Supprimez les ventes d’avant le {limit}, ou corrigez l’année.',
    },
  },
  'sale.future': {
    severity: 'error',
    message: { en: '{value} is still to come.', fr: '{value} est dans le futur.' },
    remedy: {
      en: 'Write the day of the sale, {limit} at the latest.',
      fr: 'Écrivez le jour de la vente, au plus tard le {limit}.',
    },
  },
  'sale.total-wrong': {
    severity: 'error',
    message: {
      en: 'The total is {value}, but {quantity} × {price} is {expected}.',
      fr: 'Le total est {value}, mais {quantity} × {price} font {expected}.',
    },
    remedy: {
      en: 'Write {expected}, or correct the quantity or the price.',
      fr: 'Écrivez {expected}, ou corrigez la quantité ou le prix.',
    },
  },
  'sale.total-too-large': {
    severity: 'error',
    message: {
      en: '{quantity} × {price} is more than the largest amount, 99999999.99.',
      fr: '{quantity} × {price} dépasse le plus grand montant, 99999999,99.',
    },
    remedy: {
      en: 'Look for a digit too many in the quantity or the price.',
      fr: 'Cherchez un chiffre de trop dans la quantité ou le prix.',
    },
  },
  'sale.duplicate': {
    severity: 'remark',
    message: {
      en: 'The same day, product, quantity and price as in a row above: {rows}.',
      fr: 'Même jour, produit, quantité et prix que sur une ligne plus haut : {rows}.',
    },
    remedy: {
      en: 'Look whether the sale was written down twice. It was counted each time.',
      fr: 'Vérifiez que la vente n’a pas été notée deux fois. Elle a été comptée chaque fois.',
    },
  },
  'history.none': {
    severity: 'remark',
    message: { en: 'There are no sales.', fr: 'Il n’y a aucune vente.' },
    remedy: {
      en: 'Add the sales of the last {advised} months if you have them.',
      fr: 'Ajoutez les ventes des {advised} derniers mois si vous les avez.',
    },
  },
  'history.short': {
    severity: 'remark',
    message: {
      en: 'Months with sales: {months}. At least {advised} are advised.',
      fr: 'Mois avec des ventes : {months}. Au moins {advised} sont conseillés.',
    },
    remedy: {
      en: 'Add older sales if you have them.',
      fr: 'Ajoutez des ventes plus anciennes si vous les avez.',
    },
  },
} as const satisfies Record<string, Message>;
