import type { Locale, Message } from '../../../src/domain/notice.ts';
import { compose, type Draft, fold } from '../../../src/notices/compose.ts';
import { lastOf, lineOf, stories } from '../../notices/story.ts';

const { speech } = lineOf({ type: 'console' });

/** What is told of each type of event, by its name, and a digest of them all. */
export function everything(locale: Locale): Readonly<Record<string, Message>> {
  const destination = { to: 'releases', locale, because: 'room', mentions: ['U0CLEO001'] };
  const drafts = Object.entries(stories).map(
    ([type, actions]) => [type, compose(lastOf(actions), destination, speech)] as const,
  );
  const digest = fold(
    drafts.map(([, draft]) => draft),
    speech,
  );
  return Object.fromEntries(
    [...drafts, ['digest', digest] as const].map(([name, draft]) => [name, named(name, draft)]),
  );
}

function named(name: string, { key: _, ...message }: Draft): Message {
  return { ...message, id: `m-${name}` };
}

/** One message of each tone, and a digest. */
export function samples(locale: Locale): Readonly<Record<'ask' | 'good' | 'bad' | 'info' | 'digest', Message>> {
  const all = everything(locale);
  const of = (name: string): Message => {
    const message = all[name];
    if (message === undefined) throw new RangeError(`nothing is told of ${name}`);
    return message;
  };
  return {
    ask: of('request-created'),
    good: of('deployment-succeeded'),
    bad: of('deployment-failed'),
    info: of('deployment-started'),
    digest: of('digest'),
  };
}
