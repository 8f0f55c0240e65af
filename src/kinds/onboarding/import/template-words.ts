import type { Locale } from '../../../domain/notice.ts';
import type { Texts } from './texts.ts';

type Lines = Readonly<Record<Locale, readonly string[]>>;

interface Period {
  from: string;
  to: string;
}

export function coverLines({ from, to }: Period): Lines {
  return {
    en: [
      'This workbook takes the products that you sell and what you sold of them.',
      '1. Sheet Products: one product a row, each with a code of its own.',
      `2. Sheet Sales: one sale a row, from ${from} to the day you send it (${to} at the latest). Six months are advised.`,
      '3. Leave the names of the sheets and the titles of the columns as they are. Merge no cells.',
      '4. The grey example in each sheet is left out as long as you do not change it.',
      'If something is not right, you get a list of the cells with what to write in them. Nothing is imported until all is right.',
    ],
    fr: [
      'Ce classeur recueille les produits que vous vendez et ce que vous en avez vendu.',
      '1. Feuille Produits : un produit par ligne, chacun avec son propre code.',
      `2. Feuille Ventes : une vente par ligne, du ${from} au jour de l’envoi (au plus tard le ${to}). Six mois sont conseillés.`,
      '3. Gardez les noms des feuilles et les titres des colonnes. Ne fusionnez pas de cellules.',
      '4. L’exemple en gris de chaque feuille est laissé de côté tant que vous ne le modifiez pas.',
      'Si quelque chose ne va pas, vous recevez la liste des cellules avec ce qu’il faut y écrire. Rien n’est importé tant que tout n’est pas juste.',
    ],
  };
}

export const sheetLines: Readonly<Record<'products' | 'sales', (period: Period) => Lines>> = {
  products: () => ({
    en: [
      'Your products',
      'One product a row. Code, name, sale price and opening stock are needed; the rest helps.',
      'Prices without currency. A code may be used once; capital letters make no difference.',
    ],
    fr: [
      'Vos produits',
      'Un produit par ligne. Code, nom, prix de vente et stock initial sont nécessaires ; le reste est utile.',
      'Prix sans devise. Un code ne sert qu’une fois ; les majuscules ne comptent pas.',
    ],
  }),
  sales: ({ from, to }) => ({
    en: [
      'Your sales',
      `One sale a row, with its day as year-month-day, from ${from} to ${to}.`,
      'The product code is one of the sheet Products. The total works itself out.',
    ],
    fr: [
      'Vos ventes',
      `Une vente par ligne, avec son jour sous la forme année-mois-jour, du ${from} au ${to}.`,
      'Le code produit est l’un de ceux de la feuille Produits. Le total se calcule tout seul.',
    ],
  }),
};

/** What a column wants, beside its title. */
export const notes: Readonly<Record<'products' | 'sales', Readonly<Record<string, Texts>>>> = {
  products: {
    code: {
      en: 'Needed. Your own short name for the product, used once. 100 characters at most.',
      fr: 'Nécessaire. Votre référence du produit, utilisée une seule fois. 100 caractères au plus.',
    },
    name: { en: 'Needed. 255 characters at most.', fr: 'Nécessaire. 255 caractères au plus.' },
    category: {
      en: 'Choose from the list, or write your own.',
      fr: 'Choisissez dans la liste, ou écrivez la vôtre.',
    },
    salePrice: { en: 'Needed. More than 0.', fr: 'Nécessaire. Supérieur à 0.' },
    costPrice: { en: 'What you pay for it. 0 or more.', fr: 'Ce que vous payez. 0 ou plus.' },
    stock: { en: 'Needed. What is there today, 0 or more.', fr: 'Nécessaire. Ce qu’il y a aujourd’hui, 0 ou plus.' },
    threshold: {
      en: 'You are warned when the stock falls to this number.',
      fr: 'Vous êtes averti quand le stock descend à ce nombre.',
    },
  },
  sales: {
    date: { en: 'Needed. For example 2025-01-15.', fr: 'Nécessaire. Par exemple 2025-01-15.' },
    code: { en: 'Needed. A code of the sheet Products.', fr: 'Nécessaire. Un code de la feuille Produits.' },
    quantity: { en: 'Needed. A whole number above 0.', fr: 'Nécessaire. Un nombre entier supérieur à 0.' },
    price: { en: 'Needed. The price of one, above 0.', fr: 'Nécessaire. Le prix à l’unité, supérieur à 0.' },
    total: {
      en: 'Quantity times unit price, worked out by itself.',
      fr: 'Quantité fois prix unitaire, calculé tout seul.',
    },
  },
};

export const exampleWords: Texts = { en: 'Rice, bag of 5 kg (example)', fr: 'Riz, sac de 5 kg (exemple)' };

export const usualCategories: Lines = {
  en: ['Food', 'Drinks', 'Hygiene', 'Household', 'Clothing', 'Hardware', 'Electronics', 'Stationery', 'Other'],
  fr: [
    'Alimentation',
    'Boissons',
    'Hygiène',
    'Maison',
    'Habillement',
    'Quincaillerie',
    'Électronique',
    'Papeterie',
    'Autre',
  ],
};
