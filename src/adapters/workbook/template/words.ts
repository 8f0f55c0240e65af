import type { TemplateColumn } from '../../../ports/workbook.ts';

type Rule = NonNullable<TemplateColumn['rule']>;

interface Words {
  lists: string;
  sheet: string;
  column: string;
  what: string;
  required: string;
  example: string;
  refused: string;
  author: string;
  printed(rows: number): string;
  because(rule: Rule): string;
}

/** What a template says by itself, in the language of who fills it in. */
export const wordsOf: Readonly<Record<'en' | 'fr', Words>> = {
  en: {
    lists: 'Lists',
    sheet: 'Sheet',
    column: 'Column',
    what: 'What to enter',
    required: 'required',
    example: 'For example:',
    refused: 'Not accepted',
    author: 'Template',
    printed: (rows) => `The first ${rows} rows. To print more, clear the print area.`,
    because(rule) {
      if (rule.kind === 'list') return 'Choose one of the values of the list.';
      if (rule.kind === 'from-sheet') return `This value has to stand in the sheet "${rule.sheet}".`;
      if (rule.kind === 'date') return `Enter a date from ${rule.from} to ${rule.to}.`;
      if (rule.kind === 'unique') return 'This value stands in another row already.';
      return `Enter a ${rule.whole ? 'whole ' : ''}number ${rule.exclusive ? 'above' : 'of at least'} ${rule.min}.`;
    },
  },
  fr: {
    lists: 'Listes',
    sheet: 'Feuille',
    column: 'Colonne',
    what: 'Ce qu’il faut saisir',
    required: 'obligatoire',
    example: 'Par exemple :',
    refused: 'Valeur refusée',
    author: 'Modèle',
    printed: (rows) => `Les ${rows} premières lignes. Pour la suite, effacez la zone d’impression.`,
    because(rule) {
      if (rule.kind === 'list') return 'Choisissez une des valeurs de la liste.';
      if (rule.kind === 'from-sheet') return `Cette valeur doit figurer dans la feuille « ${rule.sheet} ».`;
      if (rule.kind === 'date') return `Saisissez une date du ${rule.from} au ${rule.to}.`;
      if (rule.kind === 'unique') return 'Cette valeur figure déjà dans une autre ligne.';
      return `Saisissez un nombre ${rule.whole ? 'entier ' : ''}${rule.exclusive ? 'supérieur à' : 'd’au moins'} ${rule.min}.`;
    },
  },
};
