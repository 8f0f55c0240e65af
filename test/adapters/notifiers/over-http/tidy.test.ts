import { expect, test } from 'vitest';
import { tidyOf } from '../../../../src/adapters/notifiers/over-http/tidy.ts';

test('a reason is one short line and holds no secret in any form', () => {
  const secret = 'a"b c&d/ü';
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    Buffer.from(secret).toString('base64'),
    `x ${secret} y`,
  ];
  const text = tidyOf([secret, ''])(`${forms.join('\n')}\u202e\u001b[31m`);
  expect(text).toBe('[secret] [secret] "[secret]" [secret] x [secret] y');
  expect(tidyOf([])('😀'.repeat(1000))).toHaveLength(500);
  expect(tidyOf([])('😀'.repeat(1000)).isWellFormed()).toBe(true);
});
