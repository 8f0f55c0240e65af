import type { AuditExport } from '../../../operations/export-audit.ts';
import { findingData } from '../findings/json.ts';
import { jsonText } from '../json-text.ts';

/** `{ rgz, summary, findings, events }` as one document, an event a line. */
export function* json({ summary, findings, events }: AuditExport, version: string): Iterable<string> {
  const head = jsonText({ rgz: version, summary, findings: findings.map(findingData) });
  yield `${head.slice(0, -2)},\n  "events": [`;
  let separator = '\n    ';
  for (const event of events) {
    yield separator + jsonText(event).replace(/\n\s*/g, ' ');
    separator = ',\n    ';
  }
  yield `${events.length === 0 ? '' : '\n  '}]\n}\n`;
}
