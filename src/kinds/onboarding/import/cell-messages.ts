import type { Message } from './message.ts';

/** What can be said of a cell that is no number and no day. */
const textMessages = {
  'cell.empty': {
    severity: 'error',
    message: { en: 'The cell is empty.', fr: 'La cellule est vide.' },
    remedy: {
      en: 'Fill in "{title}", or delete the whole row.',
      fr: 'Remplissez « {title} », ou supprimez toute la ligne.',
    },
  },
  'cell.fault': {
    severity: 'error',
    message: { en: 'The cell holds the error {value}.', fr: 'La cellule contient l’erreur {value}.' },
    remedy: {
      en: 'Correct the formula, or write the value itself.',
      fr: 'Corrigez la formule, ou écrivez la valeur elle-même.',
    },
  },
  'cell.not-worked-out': {
    severity: 'error',
    message: {
      en: 'The formula in this cell was never worked out.',
      fr: 'La formule de cette cellule n’a jamais été calculée.',
    },
    remedy: {
      en: 'Open the file in Excel or LibreOffice, save it, and send it again.',
      fr: 'Ouvrez le fichier dans Excel ou LibreOffice, enregistrez-le et renvoyez-le.',
    },
  },
  'cell.boolean': {
    severity: 'error',
    message: { en: 'The cell holds {value}, a yes or no.', fr: 'La cellule contient {value}, un oui ou non.' },
    remedy: { en: 'Write the value of "{title}".', fr: 'Écrivez la valeur de « {title} ».' },
  },
  'cell.date': {
    severity: 'error',
    message: { en: 'The cell holds the date {value}.', fr: 'La cellule contient la date {value}.' },
    remedy: {
      en: 'Excel turns 1-2 into a date. Set the format of the cell to Text or Number, and write the value again.',
      fr: 'Excel transforme 1-2 en date. Mettez la cellule au format Texte ou Nombre et écrivez la valeur de nouveau.',
    },
  },
  'cell.formula': {
    severity: 'remark',
    message: {
      en: 'Formulas, taken as the values they show: {rows}.',
      fr: 'Formules, prises pour les valeurs affichées : {rows}.',
    },
    remedy: {
      en: 'Make sure that the values are up to date.',
      fr: 'Vérifiez que les valeurs affichées sont à jour.',
    },
  },
  'text.invisible': {
    severity: 'error',
    message: {
      en: 'The text holds characters that cannot be seen, often copied from a web page.',
      fr: 'Le texte contient des caractères invisibles, souvent copiés d’une page web.',
    },
    remedy: { en: 'Empty the cell and type the text in.', fr: 'Videz la cellule et retapez le texte.' },
  },
  'text.too-long': {
    severity: 'error',
    message: {
      en: 'The text has {length} characters. There is room for {longest}.',
      fr: 'Le texte a {length} caractères. Il y a de la place pour {longest}.',
    },
    remedy: { en: 'Shorten it to {longest} characters.', fr: 'Raccourcissez-le à {longest} caractères.' },
  },
  'code.number': {
    severity: 'remark',
    message: {
      en: 'The code is kept as a number, so zeros at its beginning would be gone: {rows}.',
      fr: 'Le code est enregistré comme nombre, des zéros au début seraient donc perdus : {rows}.',
    },
    remedy: {
      en: 'If the code is 001 and not 1, set the format of the column to Text and write it again.',
      fr: 'Si le code est 001 et non 1, mettez la colonne au format Texte et écrivez-le de nouveau.',
    },
  },
  'code.long-number': {
    severity: 'error',
    message: {
      en: 'Excel keeps 15 digits of a number, so the end of this code may be wrong.',
      fr: 'Excel garde 15 chiffres d’un nombre : la fin de ce code peut être fausse.',
    },
    remedy: {
      en: 'Set the format of the cell to Text, and write the code again.',
      fr: 'Mettez la cellule au format Texte et écrivez le code de nouveau.',
    },
  },
} as const satisfies Record<string, Message>;

/** What can be said of a cell that should be a day. */
const dateMessages = {
  'date.unreadable': {
    severity: 'error',
    message: { en: '"{value}" is not a date that can be read.', fr: '« {value} » n’est pas une date lisible.' },
    remedy: {
      en: 'Write year-month-day, for example {today}.',
      fr: 'Écrivez année-mois-jour, par exemple {today}.',
    },
  },
  'date.ambiguous': {
    severity: 'error',
    message: { en: '"{value}" can be {first} or {second}.', fr: '« {value} » peut être le {first} ou le {second}.' },
    remedy: { en: 'Write {first} or {second}.', fr: 'Écrivez {first} ou {second}.' },
  },
  'date.impossible': {
    severity: 'error',
    message: {
      en: '"{value}" is no day of the calendar (read as {order}).',
      fr: '« {value} » n’est pas un jour du calendrier (lu comme {order}).',
    },
    remedy: {
      en: 'Write year-month-day, for example {today}. Look at the other dates of this column as well.',
      fr: 'Écrivez année-mois-jour, par exemple {today}. Vérifiez aussi les autres dates de cette colonne.',
    },
  },
  'date.short-year': {
    severity: 'error',
    message: { en: 'The year of "{value}" has two digits.', fr: 'L’année de « {value} » n’a que deux chiffres.' },
    remedy: {
      en: 'Write the year in full, for example {today}.',
      fr: 'Écrivez l’année en entier, par exemple {today}.',
    },
  },
  'date.as-text': {
    severity: 'remark',
    message: {
      en: 'Dates in text, such as "{value}" read as {read}: {rows}.',
      fr: 'Dates en texte, par exemple « {value} » lu comme {read} : {rows}.',
    },
    remedy: {
      en: 'Make sure that day and month are not swapped.',
      fr: 'Vérifiez que le jour et le mois ne sont pas inversés.',
    },
  },
  'date.serial': {
    severity: 'remark',
    message: {
      en: 'Numbers instead of dates, such as {value} read as {read}: {rows}.',
      fr: 'Nombres au lieu de dates, par exemple {value} lu comme {read} : {rows}.',
    },
    remedy: { en: 'Set the format of the column to Date.', fr: 'Mettez la colonne au format Date.' },
  },
} as const satisfies Record<string, Message>;

export const cellMessages = { ...textMessages, ...dateMessages } as const;
