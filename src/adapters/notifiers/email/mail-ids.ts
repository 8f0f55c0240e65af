import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { Message } from '../../../domain/notice.ts';

/** The same for every try of a message, so that who gets it twice can tell. */
export function messageIdOf({ id }: Message, from: string): string {
  return `<${wordOf(id)}@${domainOf(from)}>`;
}

/** The same for every mail of a record: what mail programs hang them on. Two records of one name in two repositories differ. */
export function threadIdOf({ thread, events }: Message, from: string): string {
  const { record } = events.find((event) => event.record.id === thread.record) ?? {};
  const birth = JSON.stringify([thread.record, record?.kind ?? '', record?.createdAt ?? '', record?.createdBy ?? '']);
  const mark = createHash('sha256').update(birth).digest('hex').slice(0, 16);
  return `<record.${wordOf(thread.record)}.${mark}@${domainOf(from)}>`;
}

function wordOf(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 64);
}

function domainOf(address: string): string {
  const domain = domainToASCII(address.slice(address.lastIndexOf('@') + 1));
  return /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/.test(domain) ? domain : 'rgz.invalid';
}
