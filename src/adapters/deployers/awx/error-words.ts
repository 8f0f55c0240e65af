import { isObject, type Json } from '../../../domain/json.ts';

/** What AWX says is wrong, on one line: `{"detail": "…"}`, or messages by field, where `__all__` is none in particular. */
export function errorWords(json: Json): string {
  if (!isObject(json)) return flat(json);
  return Object.entries(json)
    .map(([field, value]) => (field === 'detail' || field === '__all__' ? flat(value) : `${field}: ${flat(value)}`))
    .join('; ');
}

function flat(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flat).join(', ');
  return isObject(value) ? errorWords(value) : JSON.stringify(value);
}
