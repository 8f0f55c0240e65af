import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { recordOf } from '../../../../src/adapters/notifiers/kafka/record.ts';
import type { RecordEvent } from '../../../../src/domain/notice.ts';
import { eventOf, hostile } from '../../../kit/messages.ts';

const samples: Readonly<Record<string, RecordEvent>> = {
  'request-created': eventOf(1),
  'request-approved': eventOf(2, {
    type: 'request-approved',
    by: 'amir@example.com',
    detail: { comment: 'Très bien ✓' },
  }),
  'deployment-failed': eventOf(3, { type: 'deployment-failed', detail: { attempt: 2, jobId: '17', error: hostile } }),
};

/** Compared as they are kept; RGZ_GOLDEN=1 writes them anew. */
test.each(Object.entries(samples))('what Kafka keeps of %s', (name, event) => {
  const file = fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));
  const { topic, key, value, headers } = recordOf('rgz', () => 'promotion-requests')(event);
  const heads = [...headers].map(([head, text]) => `${head}: ${text}`);
  const shown = `${[`topic: ${topic}`, `key: ${key}`, ...heads, '', `${value}`].join('\n')}\n`;
  if (process.env.RGZ_GOLDEN === '1') writeFileSync(file, shown);
  expect(shown).toBe(readFileSync(file, 'utf8'));
});
