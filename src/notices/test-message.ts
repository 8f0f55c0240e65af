import type { Message, RecordEvent } from '../domain/notice.ts';
import type { Line } from './address.ts';
import { line as oneLine } from './compose.ts';
import { fill } from './texts.ts';

export interface Trial {
  id: string;
  by: string;
  /** ISO in UTC. */
  at: string;
  to: string;
  commit: string;
}

/** A message that tries a channel: it tells of nothing that happened, and says so. */
export function trialMessage({ name, speech, locale }: Line, { id, by, at, to, commit }: Trial): Message {
  const texts = speech.texts[locale];
  const words = texts.events.test;
  const values = { channel: name, by: oneLine(by, 100) };
  const say = (text = '') => oneLine(fill(text, values), 300);
  const record: RecordEvent['record'] = {
    id: 'TEST',
    kind: 'Test',
    path: '',
    tenant: '',
    environment: '',
    state: '',
    target: '',
    impact: '',
    createdBy: by,
    createdAt: at,
  };
  return {
    id,
    events: [{ id: `${commit}.TEST.${id}`, type: 'test', at, by, commit, record, detail: { channel: name } }],
    to,
    locale,
    tone: 'info',
    subject: say(words?.subject),
    headline: say(words?.headline),
    lead: say(words?.lead),
    short: say(words?.short),
    facts: [],
    texts: [],
    commands: ['rgz notify status'],
    commandsLabel: texts.toType,
    footer: oneLine(texts.because.room ?? ''),
    items: [],
    mentions: [],
    thread: { record: 'TEST' },
  };
}
