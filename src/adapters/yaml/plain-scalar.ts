/** Stands for a number that no record may hold: too large to be exact, infinite or not a number. */
export const notANumber = Symbol('not a number');

const number = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const special = /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** The value of an unquoted scalar in the core schema of YAML 1.2. */
export function resolvePlain(text: string): null | boolean | number | string | typeof notANumber {
  const word = text.length > 5 ? text : resolveWord(text);
  if (word !== text) return word;
  const first = text.charCodeAt(0);
  // Only digits, "+", "-" and "." start a number.
  if (first > 0x39 || first < 0x2b || first === 0x2c || first === 0x2f) return text;
  if (number.test(text)) return resolveNumber(text);
  return special.test(text) ? notANumber : text;
}

function resolveNumber(text: string): number | typeof notANumber {
  const value = Number(text);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return notANumber;
  return value === 0 ? 0 : value;
}

function resolveWord(text: string): null | boolean | string {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  return text;
}
