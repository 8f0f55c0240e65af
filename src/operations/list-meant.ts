import { RgzError } from '../errors/rgz-error.ts';
import { kinds } from '../kinds/index.ts';

/** Where a command of one kind knows no such record, the list of that kind is where somebody finds the one they meant. */
export function listMeant(error: RgzError, words: string): RgzError {
  const list = `rgz ${words.split(' ')[0]} list`;
  if (error.code !== 'record.unknown' || !kinds.some(({ commands }) => commands.list === list)) return error;
  const usual = kinds[0]?.commands.list;
  const { code, message, where, explanations } = error;
  const remedy = [...new Set(error.remedy.map((each) => (each === usual ? list : each)))];
  return new RgzError(code, message, { remedy, explanations, cause: error, ...(where === undefined ? {} : { where }) });
}
