import type { Message } from '../../../domain/notice.ts';
import type { EmailChannel } from '../../../generated/types/config.v1.ts';
import type { Channel, Looks, Outcome } from '../../../ports/channel.ts';
import { composeMail, isAddress } from './compose-mail.ts';
import { type Render, readLooks } from './looks.ts';
import { outcomeOf } from './outcome.ts';
import { openPost, type Post, type Timeouts, usualTimeouts } from './post.ts';
import { tidyReason } from './reason.ts';
import { type Server, serverOf } from './server.ts';

export { secretVariableOf } from './server.ts';

export interface EmailOptions {
  /** Of the channel, in the configuration. */
  name: string;
  settings: EmailChannel;
  /** What the environment variable holds that `secretVariableOf` names; undefined where it is not set. */
  secret: string | undefined;
  looks: Looks;
  /** Hears what is wrong with a look of the repository; rgz's own is used then. */
  hear?: (fault: string) => void;
  timeouts?: Timeouts;
  /** Certificates in PEM that are trusted in place of the machine's. */
  trust?: string;
}

/** Mails over SMTP. Nothing is asked of the server before the first message. Throws `config.invalid`. */
export async function openEmailChannel(options: EmailOptions): Promise<Channel> {
  const { name, settings, secret, looks, timeouts = usualTimeouts, trust } = options;
  const server = serverOf(name, settings, secret);
  const render = await readLooks(looks, options.hear ?? (() => undefined));
  const posts = new Set<Post>();
  return {
    deliver: async (messages, goesOn = () => true) => {
      const post = openPost(server, timeouts, trust);
      posts.add(post);
      try {
        return await sendAll(messages, { server, settings, render, post }, goesOn);
      } finally {
        posts.delete(post);
        post.close();
      }
    },
    close: async () => {
      for (const post of posts) post.close();
    },
  };
}

interface Sending {
  server: Server;
  settings: EmailChannel;
  render: Render;
  post: Post;
}

async function sendAll(
  messages: readonly Message[],
  sending: Sending,
  goesOn: () => boolean,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = new Map<string, Outcome>();
  for (const message of messages) {
    if (outcomes.length > 0 && !goesOn()) break;
    // What a person hears of a record comes in its order.
    const line = JSON.stringify([message.to, message.thread.record]);
    const outcome = waiting.get(line) ?? (await send(message, sending));
    outcomes.push(outcome);
    if (outcome.kind !== 'later') continue;
    if (outcome.all) break;
    waiting.set(line, outcome);
  }
  return outcomes;
}

async function send(message: Message, { server, settings, render, post }: Sending): Promise<Outcome> {
  if (!isAddress(message.to)) {
    const reason = tidyReason(
      `${message.to} is no address of a mailbox: see notifications in the policy`,
      server.login,
    );
    return { kind: 'refused', reason };
  }
  const mail = composeMail(message, settings, render(message));
  try {
    await post.send(mail);
    return { kind: 'delivered' };
  } catch (error) {
    return outcomeOf(error, server);
  }
}
