import type { SendMailOptions } from 'nodemailer';
import type { Message } from '../../../domain/notice.ts';
import { plainLine } from '../../../domain/plain-text.ts';
import type { EmailChannel } from '../../../generated/types/config.v1.ts';
import type { Rendered } from './looks.ts';
import { messageIdOf, threadIdOf } from './mail-ids.ts';

/** Servers take no head of any size. */
const mostEvents = 100;

const plainAddress = /^[^\s<>()[\]@",;:\\\u0000-\u001f\u007f]+@[^\s<>()@",;:\\\u0000-\u001f\u007f]+$/;

export function isAddress(to: string): boolean {
  return to.length <= 320 && plainAddress.test(to);
}

/** The mail for one person. Nothing of the message but the address, which is held to its form, decides where it goes. */
export function composeMail(message: Message, settings: EmailChannel, { html, text }: Rendered): SendMailOptions {
  const { from, fromName = 'rgz', replyTo } = settings;
  const thread = threadIdOf(message, from);
  return {
    envelope: { from, to: [message.to] },
    from: { name: plainLine(fromName), address: from },
    to: { name: '', address: message.to },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    subject: plainLine(message.subject).slice(0, 200).toWellFormed(),
    messageId: messageIdOf(message, from),
    inReplyTo: thread,
    references: thread,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Rgz-Message': headerWord(message.id),
      'X-Rgz-Event': message.events.slice(0, mostEvents).map(({ id }) => headerWord(id)),
    },
    html,
    text,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** An id as a header may hold it, whatever is in it. */
function headerWord(id: string): string {
  return id.replace(/[^\w.:/-]/g, '-').slice(0, 300);
}
