import type { Message } from './message.ts';

/** What can be said of a cell that should be an amount or a count. */
export const numberMessages = {
  'number.unreadable': {
    severity: 'error',
    message: { en: '"{value}" is not a number.', fr: '« {value} » n’est pas un nombre.' },
    remedy: {
      en: 'Write digits only, for example {example}.',
      fr: 'N’écrivez que des chiffres, par exemple {example}.',
    },
  },
  'number.ambiguous': {
    severity: 'error',
    message: {
      en: '"{value}" can be {thousands}, or {ones} and a fraction.',
      fr: '« {value} » peut être {thousands}, ou bien {ones} et des décimales.',
    },
    remedy: {
      en: 'If it is {thousands}, write {thousands} without a separator.',
      fr: 'S’il s’agit de {thousands}, écrivez {thousands} sans séparateur.',
    },
  },
  'number.as-text': {
    severity: 'remark',
    message: {
      en: 'Numbers in text, such as "{value}" read as {read}: {rows}.',
      fr: 'Nombres en texte, par exemple « {value} » lu comme {read} : {rows}.',
    },
    remedy: { en: 'Nothing to do if {read} is right.', fr: 'Rien à faire si {read} est juste.' },
  },
  'amount.currency': {
    severity: 'remark',
    message: {
      en: 'Currencies beside amounts, as in "{value}", were not looked at: {rows}.',
      fr: 'Devises à côté des montants, comme dans « {value} », non prises en compte : {rows}.',
    },
    remedy: {
      en: 'Make sure that all amounts are in the currency of the shop.',
      fr: 'Vérifiez que tous les montants sont dans la monnaie du commerce.',
    },
  },
  'amount.decimals': {
    severity: 'error',
    message: { en: '{value} has more than two decimals.', fr: '{value} a plus de deux décimales.' },
    remedy: {
      en: 'Round it to two decimals. In a formula, use ROUND(…, 2).',
      fr: 'Arrondissez à deux décimales. Dans une formule, utilisez ARRONDI(…;2).',
    },
  },
  'amount.too-large': {
    severity: 'error',
    message: {
      en: '{value} is too large. The largest amount is 99999999.99.',
      fr: '{value} est trop grand. Le plus grand montant est 99999999,99.',
    },
    remedy: { en: 'Look for a digit too many.', fr: 'Cherchez un chiffre de trop.' },
  },
  'count.not-whole': {
    severity: 'error',
    message: { en: '{value} is not a whole number.', fr: '{value} n’est pas un nombre entier.' },
    remedy: {
      en: 'Write a whole number. For goods sold by weight, count in a smaller unit, such as grams.',
      fr: 'Écrivez un nombre entier. Pour une marchandise au poids, comptez dans une unité plus petite, comme le gramme.',
    },
  },
  'count.too-large': {
    severity: 'error',
    message: {
      en: '{value} is too large. The largest count is 2147483647.',
      fr: '{value} est trop grand. Le plus grand nombre est 2147483647.',
    },
    remedy: { en: 'Look for a digit too many.', fr: 'Cherchez un chiffre de trop.' },
  },
  'number.not-positive': {
    severity: 'error',
    message: {
      en: 'The value is {value}. It has to be more than 0.',
      fr: 'La valeur est {value}. Elle doit être supérieure à 0.',
    },
    remedy: {
      en: 'Write a number above 0, or delete the row.',
      fr: 'Écrivez un nombre supérieur à 0, ou supprimez la ligne.',
    },
  },
  'number.negative': {
    severity: 'error',
    message: { en: '{value} is less than 0.', fr: '{value} est inférieur à 0.' },
    remedy: { en: 'Write 0 or more.', fr: 'Écrivez 0 ou plus.' },
  },
} as const satisfies Record<string, Message>;
