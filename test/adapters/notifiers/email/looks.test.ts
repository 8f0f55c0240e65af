import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readLooks } from '../../../../src/adapters/notifiers/email/looks.ts';
import { hostile, messageOf } from '../../../kit/messages.ts';
import { letterIn, mail } from '../../../notices/an-invitation.ts';
import { samples } from './samples.ts';

const golden = fileURLToPath(new URL('golden/', import.meta.url));
const refuse = (fault: string) => {
  throw new Error(fault);
};
const render = await readLooks(new Map(), refuse);

/** Compared with what is kept; RGZ_GOLDEN=1 keeps it anew. */
function expectGolden(name: string, text: string): void {
  const file = `${golden}${name}`;
  if (process.env.RGZ_GOLDEN === '1') {
    mkdirSync(golden, { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `${name} is not there: run with RGZ_GOLDEN=1`).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('the looks of a mail', () => {
  it.each(samples)('are what they were: %s', (name, message) => {
    const { html, text } = render(message);
    expectGolden(`${name}.html`, html);
    expectGolden(`${name}.txt`, text);
  });

  it.each(samples)('are small and narrow: %s', (_, message) => {
    const { html, text } = render(message);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
    const wide = text.split('\n').filter((line) => [...line].length > 72 && !/^ *https:/.test(line));
    expect(wide).toEqual([]);
  });

  it.each(samples)('say everything in both: %s', (_, message) => {
    const { html, text } = render(message);
    const words = (from: string) => from.replace(/<[^>]*>|[|\s]|&[a-z#0-9]+;/g, '').replace(/[<>"'’]/g, '');
    const shown = [words(html), words(text)];
    const said = [message.headline, message.lead, message.footer, ...message.commands];
    const told = [...message.facts, ...message.texts].flatMap(({ label, value }) => [label, value]);
    for (const each of [...said, ...told, ...message.items.map((item) => item.text)]) {
      for (const all of shown) expect(all).toContain(words(each.replace(/<[^>]*>/g, '')).slice(0, 60));
    }
  });

  it('keep any text for text', () => {
    const fields = { subject: hostile, headline: hostile, lead: hostile, footer: hostile, commandsLabel: hostile };
    const { html } = render(
      messageOf(1, {
        ...fields,
        facts: [{ label: hostile, value: hostile }],
        texts: [{ label: hostile, value: `${hostile}\n</td></table><img src=x onerror=alert(1)>` }],
        commands: [hostile],
        items: [{ text: hostile, url: 'javascript:alert(1)' }, { text: hostile }],
        link: { label: hostile, url: '" onclick="alert(1)' },
        thread: { record: hostile },
      }),
    );
    expect(html).not.toMatch(/<script|<img|javascript:|href="[^"]*[<>' ]/);
    expect(html.match(/<[a-z][^>]*\son\w+=/g)).toBeNull();
    const tags = (from: string) => from.match(/<\/?[a-z]+/g)?.length;
    expect(tags(html.replaceAll(/<br>/g, ''))).toBeGreaterThan(40);
  });

  it('stay within what a mail program shows, however much a digest holds', () => {
    const items = Array.from({ length: 5_000 }, () => ({
      text: 'x'.repeat(200),
      url: `https://x.example/${'y'.repeat(60)}`,
    }));
    const { html, text } = render(messageOf(1, { items }));
    expect(Buffer.byteLength(html)).toBeLessThan(102_400);
    expect(text).toContain('- … + 4920\n');
    expect(html).toContain('… + 4920');
  });

  it('may be the own ones of a repository', async () => {
    const own = await readLooks(new Map([['email.txt', 'Own: {{headline}}\n']]), refuse);
    const { html, text } = own(messageOf(1));
    expect(text).toBe('Own: A request waits for your approval\n');
    expect(html).toBe(render(messageOf(1)).html);
  });

  it('give way to the usual ones where they leave a code out', async () => {
    const own = await readLooks(
      new Map([['email.txt', 'Own: {{headline}} {{#commands}}{{.}}{{/commands}}\n']]),
      refuse,
    );
    const letter = letterIn('en', mail);
    expect(own(letter).text).toBe(`Own: ${letter.headline} ${letter.vital}\n`);
    const without = await readLooks(new Map([['email.txt', 'Own: {{headline}}\n']]), refuse);
    expect(without(letter)).toEqual(render(letter));
    expect(without(messageOf(1)).text).toContain('Own: ');
  });

  it('give way to the usual ones where they cannot be read, and it is told where', async () => {
    const faults: string[] = [];
    const own = await readLooks(new Map([['email.html', '<p>\n  {{hedline}}\n</p>']]), (fault) => faults.push(fault));
    expect(faults).toEqual(['templates/messages/email.html, line 2, column 3: nothing is named hedline here']);
    expect(own(messageOf(1))).toEqual(render(messageOf(1)));
  });

  it('give way to the usual ones where they make too much', async () => {
    const nested =
      '{{#items}}{{#facts}}{{#texts}}{{#items}}{{#facts}}{{text}}{{/facts}}{{/items}}{{/texts}}{{/facts}}{{/items}}';
    const own = await readLooks(new Map([['email.txt', nested]]), refuse);
    const many = Array.from({ length: 60 }, (_, index) => ({ label: `${index}`, value: 'v', text: `${index}` }));
    const message = messageOf(1, { items: many, facts: many, texts: many });
    expect(own(message).text).toBe(render(message).text);
  });
});
