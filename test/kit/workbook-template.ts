import { readFileSync } from 'node:fs';
import type { WorkbookTemplate } from '../../src/ports/workbook.ts';

const logo = (): Uint8Array => readFileSync(new URL('../../templates/workbook/logo.png', import.meta.url));

/** The template of an onboarding in French, with every kind of rule in it. */
export const frenchTemplate: WorkbookTemplate = {
  title: 'Reprise de vos données',
  company: 'Épicerie & Fils « Ndiaye » SARL',
  lines: [
    'Remplissez les feuilles Produits et Ventes, puis renvoyez ce classeur à la personne qui vous accompagne. Ne renommez ni les feuilles ni les colonnes, et n’ajoutez pas de colonne entre elles.',
    'Ventes attendues : du 2026-05-26 au 2026-11-26.',
  ],
  logo: logo(),
  locale: 'fr',
  at: '2026-11-26T08:00:00Z',
  sheets: [
    {
      name: 'Produits',
      instructions: ['Vos produits', 'Une ligne par produit. Le code est unique.'],
      rows: 200,
      example: [
        { kind: 'text', text: 'P001' },
        { kind: 'text', text: 'Riz brisé 25 kg' },
        { kind: 'text', text: 'Alimentation' },
        { kind: 'number', value: 14500 },
        { kind: 'number', value: 12250.5 },
        { kind: 'number', value: 40 },
        { kind: 'number', value: 10 },
      ],
      columns: [
        {
          title: 'Code',
          note: 'Le code du produit, unique.',
          width: 12,
          format: 'text',
          required: true,
          rule: { kind: 'unique' },
        },
        { title: 'Nom', note: 'Le nom du produit.', width: 32, format: 'text', required: true },
        {
          title: 'Catégorie',
          note: 'Choisissez dans la liste, ou saisissez la vôtre.',
          width: 20,
          format: 'text',
          required: false,
          rule: { kind: 'list', values: ['Alimentation', 'Boissons', 'Hygiène, beauté', 'Autre'], strict: false },
        },
        {
          title: 'Prix Vente',
          note: 'En FCFA.',
          width: 14,
          format: 'amount',
          required: true,
          rule: { kind: 'number', min: 0, exclusive: true, whole: false },
        },
        {
          title: 'Prix Achat',
          note: 'En FCFA.',
          width: 14,
          format: 'amount',
          required: false,
          rule: { kind: 'number', min: 0, exclusive: false, whole: false },
        },
        {
          title: 'Stock Initial',
          note: 'En unités.',
          width: 14,
          format: 'count',
          required: true,
          rule: { kind: 'number', min: 0, exclusive: false, whole: true },
        },
        {
          title: 'Seuil Alerte',
          note: 'En unités.',
          width: 14,
          format: 'count',
          required: false,
          rule: { kind: 'number', min: 0, exclusive: false, whole: true },
        },
      ],
    },
    {
      name: 'Ventes',
      instructions: ['Vos ventes', 'Une ligne par vente, du 2026-05-26 au 2026-11-26.'],
      rows: 400,
      example: [
        { kind: 'date', date: '2026-06-15' },
        { kind: 'text', text: 'P001' },
        { kind: 'number', value: 10 },
        { kind: 'number', value: 5000 },
      ],
      columns: [
        {
          title: 'Date',
          note: 'Le jour de la vente.',
          width: 14,
          format: 'date',
          required: true,
          rule: { kind: 'date', from: '2026-05-26', to: '2026-11-26' },
        },
        {
          title: 'Code Produit',
          note: 'Un code de la feuille Produits.',
          width: 16,
          format: 'text',
          required: true,
          rule: { kind: 'from-sheet', sheet: 'Produits', column: 1 },
        },
        {
          title: 'Quantité',
          note: 'Plus que zéro.',
          width: 12,
          format: 'count',
          required: true,
          rule: { kind: 'number', min: 0, exclusive: true, whole: true },
        },
        {
          title: 'Prix Unitaire',
          note: 'En FCFA.',
          width: 16,
          format: 'amount',
          required: true,
          rule: { kind: 'number', min: 0, exclusive: true, whole: false },
        },
        {
          title: 'Total',
          note: 'Calculé ; rien à saisir.',
          width: 16,
          format: 'amount',
          required: false,
          formula: 'IF(OR(C{row}="",D{row}=""),"",C{row}*D{row})',
        },
      ],
    },
  ],
};
