import type { Message } from './message.ts';

/** What can be said of the sheets, the titles of their columns, and rows as a whole. */
export const layoutMessages = {
  'company.other': {
    severity: 'remark',
    message: {
      en: 'The workbook was made for "{value}", and it is to be the data of "{company}".',
      fr: 'Le classeur a été fait pour « {value} », et il doit devenir les données de « {company} ».',
    },
    remedy: {
      en: 'Make sure that it is the right file before anything is activated.',
      fr: 'Vérifiez que c’est le bon fichier avant toute activation.',
    },
  },
  'sheet.missing': {
    severity: 'error',
    message: {
      en: 'There is no sheet "{expected}". The sheets of this file are {found}.',
      fr: 'Il n’y a pas de feuille « {expected} ». Les feuilles de ce fichier sont {found}.',
    },
    remedy: {
      en: 'Give the sheet its name "{expected}" back, or start from a new template.',
      fr: 'Redonnez à la feuille son nom « {expected} », ou repartez d’un nouveau modèle.',
    },
  },
  'sheet.doubled': {
    severity: 'error',
    message: {
      en: '"{value}" and "{first}" are both the sheet "{expected}".',
      fr: '« {value} » et « {first} » sont toutes deux la feuille « {expected} ».',
    },
    remedy: { en: 'Keep one of them, and rename the other.', fr: 'Gardez-en une et renommez l’autre.' },
  },
  'sheet.hidden': {
    severity: 'remark',
    message: {
      en: 'The sheet is hidden. It was read all the same.',
      fr: 'La feuille est masquée. Elle a été lue malgré tout.',
    },
    remedy: {
      en: 'Show the sheet and look at what is in it.',
      fr: 'Affichez la feuille et regardez ce qu’elle contient.',
    },
  },
  'table.missing': {
    severity: 'error',
    message: {
      en: 'No row among the first {limit} has the titles of the columns: {titles}.',
      fr: 'Aucune des {limit} premières lignes ne porte les titres des colonnes : {titles}.',
    },
    remedy: {
      en: 'Write these titles in one row, above the data.',
      fr: 'Écrivez ces titres sur une même ligne, au-dessus des données.',
    },
  },
  'table.merged': {
    severity: 'error',
    message: {
      en: 'The cells {range} are merged, so it is not sure which row their value belongs to.',
      fr: 'Les cellules {range} sont fusionnées : on ne sait pas à quelle ligne appartient leur valeur.',
    },
    remedy: {
      en: 'Split the cells, and write the value in each row that it is for.',
      fr: 'Défusionnez ces cellules et écrivez la valeur sur chaque ligne concernée.',
    },
  },
  'table.empty': {
    severity: 'error',
    message: { en: 'There is no product in the table.', fr: 'Le tableau ne contient aucun produit.' },
    remedy: {
      en: 'Write one product a row under the titles. The example does not count.',
      fr: 'Écrivez un produit par ligne sous les titres. L’exemple ne compte pas.',
    },
  },
  'header.missing': {
    severity: 'error',
    message: { en: 'The column "{title}" is missing.', fr: 'La colonne « {title} » manque.' },
    remedy: {
      en: 'Add a column with the title "{title}" to row {line}.',
      fr: 'Ajoutez une colonne dont le titre, en ligne {line}, est « {title} ».',
    },
  },
  'header.renamed': {
    severity: 'error',
    message: {
      en: 'The title is "{value}" where "{title}" is expected.',
      fr: 'Le titre est « {value} » alors que « {title} » est attendu.',
    },
    remedy: { en: 'Write "{title}" in this cell.', fr: 'Écrivez « {title} » dans cette cellule.' },
  },
  'header.doubled': {
    severity: 'error',
    message: {
      en: 'The column "{title}" is there twice, in {first} as well.',
      fr: 'La colonne « {title} » figure deux fois, aussi en {first}.',
    },
    remedy: { en: 'Delete one of the two columns.', fr: 'Supprimez l’une des deux colonnes.' },
  },
  'header.unknown': {
    severity: 'remark',
    message: {
      en: 'The column "{value}" is not one of this table. It was not read.',
      fr: 'La colonne « {value} » ne fait pas partie de ce tableau. Elle n’a pas été lue.',
    },
    remedy: { en: 'Nothing to do, unless you need it.', fr: 'Rien à faire, sauf si vous en avez besoin.' },
  },
  'column.untitled': {
    severity: 'remark',
    message: {
      en: 'A column without a title holds something in {rows}. It was not read.',
      fr: 'Une colonne sans titre est remplie : {rows}. Elle n’a pas été lue.',
    },
    remedy: { en: 'Nothing to do, unless you need it.', fr: 'Rien à faire, sauf si vous en avez besoin.' },
  },
  'row.hidden': {
    severity: 'remark',
    message: { en: 'Hidden, but read: {rows}.', fr: 'Masqué, mais lu : {rows}.' },
    remedy: {
      en: 'Show what is hidden. Delete it if it should not be imported.',
      fr: 'Affichez ce qui est masqué. Supprimez-le s’il ne doit pas être importé.',
    },
  },
  'row.sum': {
    severity: 'error',
    message: { en: 'This looks like a line of totals.', fr: 'Cela ressemble à une ligne de totaux.' },
    remedy: {
      en: 'Delete the line. Only products and sales belong in the tables.',
      fr: 'Supprimez la ligne. Seuls les produits et les ventes ont leur place dans les tableaux.',
    },
  },
  'row.example': {
    severity: 'remark',
    message: {
      en: 'The example of the template was left out: {rows}.',
      fr: 'L’exemple du modèle a été laissé de côté : {rows}.',
    },
    remedy: { en: 'Nothing to do.', fr: 'Rien à faire.' },
  },
} as const satisfies Record<string, Message>;
