import { expect, test } from 'vitest';
import { jsonList } from '../../../src/cli/render/json-list.ts';
import { jsonText } from '../../../src/cli/render/json-text.ts';

test.each([0, 1, 2, 199, 200, 201, 400, 401, 1000])('%i rows are written as in one piece', (count) => {
  const rows = Array.from({ length: count }, (_, at) => ({ at, parts: { odd: ['é', '\u001b[31m', '\n'] } }));
  expect([...jsonList(rows)].join('')).toBe(jsonText(rows));
});
