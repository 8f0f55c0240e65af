import type { Message } from '../../../domain/notice.ts';
import { literal } from './literal.ts';
import { tones } from './tones.ts';

/** What notifications and screen readers tell, where blocks cannot be seen. Slack recommends less than 4,000 characters. */
export function textFallback({ tone, subject, lead, facts, commandsLabel, commands }: Message): string {
  const lines = [
    lead,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...(commands.length > 0 ? [commandsLabel, ...commands] : []),
  ];
  const head = `${tones[tone]} ${literal(subject, 500)}`;
  return [
    head,
    ...lines
      .slice(0, 12)
      .map((line) => literal(line.trim(), 250))
      .filter((line) => line !== ''),
  ].join('\n');
}
