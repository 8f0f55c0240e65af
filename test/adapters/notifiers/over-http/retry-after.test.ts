import { expect, test } from 'vitest';
import { retryAfterOf } from '../../../../src/adapters/notifiers/over-http/retry-after.ts';

const now = Date.parse('2026-11-26T08:00:00Z');
const date = 'Thu, 26 Nov 2026 09:00:00 GMT';

test.each([
  ['7', undefined, 7],
  ['0', undefined, 1],
  ['1.2', undefined, 2],
  ['86400', undefined, 3600],
  ['Thu, 26 Nov 2026 08:01:30 GMT', undefined, 90],
  ['Thu, 26 Nov 2026 09:01:30 GMT', date, 90],
  ['Thu, 26 Nov 2026 07:00:00 GMT', undefined, 1],
  ['Thu, 26 Nov 2027 08:00:00 GMT', undefined, 3600],
  ['soon', undefined, undefined],
  ['Thu, 26 Nov 2026 08:01:30 GMT', 'today', undefined],
  ['', undefined, undefined],
  [undefined, date, undefined],
])('Retry-After: %s beside the date %s asks for %s seconds', (value, dated, seconds) => {
  expect(retryAfterOf({ 'retry-after': value, date: dated }, now)).toBe(seconds);
});
