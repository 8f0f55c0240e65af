import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payloadOf } from '../../../../src/adapters/notifiers/slack/payload.ts';
import type { Json, JsonObject } from '../../../../src/domain/json.ts';
import { locales, type Message } from '../../../../src/domain/notice.ts';
import { expectGolden } from '../../../kit/golden.ts';
import { hostile, messageOf } from '../../../kit/messages.ts';
import { samples } from '../samples.ts';
import { commandsIn, faultOf, shown, textsOf } from './block-limits.ts';

describe('what is posted to Slack', () => {
  const looks = locales.flatMap((locale) =>
    Object.entries(samples(locale)).map(([name, message]) => ({ name: `${name}.${locale}`, message })),
  );
  it.each(looks)('looks as it did: $name', ({ name, message }) => {
    const payload = payloadOf(message);
    expect(faultOf(payload)).toBeUndefined();
    expectGolden(import.meta.url, `${name}.json`, `${JSON.stringify(payload, null, 2)}\n`);
  });

  const everywhere = (text: string): Message =>
    messageOf(1, {
      subject: text,
      headline: text,
      lead: text,
      facts: Array(30).fill({ label: text, value: text }),
      texts: Array(30).fill({ label: text, value: text }),
      commands: Array(30).fill(text),
      commandsLabel: text,
      link: { label: text, url: `https://example.com/${text}` },
      footer: text,
      short: text,
      items: Array(300).fill({ text, url: `https://example.com/?q=${text}` }),
      mentions: Array.from({ length: 300 }, (_, number) => `U0${number}`),
    });

  it('mentions and links nothing that a text asks for', () => {
    const texts = [
      hostile,
      '<!here>',
      '<!subteam^S1>',
      '<#C1>',
      '<https://evil.example|click>',
      '@channel',
      '``` <!channel> ```',
    ];
    for (const text of texts) {
      const payload = payloadOf({
        ...everywhere(text),
        mentions: ['U1', 'U0CLEO001', '!channel', 'S0TEAM001', 'U0CLEO001> <!here'],
      });
      expect(faultOf(payload)).toBeUndefined();
      const commands = textsOf(payload).flatMap(({ text: sent }) => commandsIn(sent));
      expect([...new Set(commands.map((each) => (each.startsWith('https://example.com/') ? 'link' : each)))]).toEqual([
        '@U0CLEO001',
        'link',
      ]);
    }
  });

  it('keeps commands in one block of code, whatever is in them', () => {
    const commands = ['rgz reject PR-1 --reason ```', '`````', 'a `b` <c>'];
    const [block = ''] = textsOf(payloadOf(messageOf(1, { commands })))
      .map(({ text }) => text)
      .filter((text) => text.includes('\n```\n'));
    expect(block.split('```')).toHaveLength(3);
    expect(shown(block)).toContain('\na `b` <c>\n```');
  });

  it('formats nothing that a text asks for among markup, and leaves names as they are', () => {
    const items = [{ text: '*bold* _it_ ~no~ `code` snake_case_name 2*3' }];
    const markup = textsOf(payloadOf(messageOf(1, { items }))).find(({ text }) => text.startsWith('•'))?.text;
    expect(markup).toBe('• ∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ snake_case_name 2*3');
  });

  it('makes a link of an address that stands alone, and of no other', () => {
    const values = [
      'https://ci.example.com/1?a=b&c=d',
      'see https://ci.example.com/1',
      'javascript:alert(1)',
      'https://x.example/|click',
    ];
    const facts = values.map((value) => ({ label: 'Evidence', value }));
    const texts = textsOf(payloadOf(messageOf(1, { facts }))).filter(
      ({ text }) => text.includes('/') || text.includes('javascript'),
    );
    expect(texts.filter(({ type }) => type === 'markup').flatMap(({ text }) => commandsIn(text))).toEqual([
      'https://ci.example.com/1?a=b&amp;c=d',
    ]);
  });

  it('says how many items it leaves out', () => {
    const items = Array.from({ length: 100 }, (_, number) => ({ text: `item ${number}` }));
    expect(JSON.stringify(payloadOf(messageOf(1, { items, locale: 'fr' })))).toContain('_et 40 de plus_');
  });

  it.each([['a'], ['&'], ['é€'], ['😀'], ['"\n'], ['漢字'], [' '], ['word '], ['`'], ['_']])(
    'is within every limit for a message full of %j',
    (sign) => {
      for (const times of [1, 100, 149, 1000, 2999, 3000, 200_000]) {
        const payload = payloadOf(everywhere(sign.repeat(times)));
        expect(faultOf(payload)).toBeUndefined();
        expect(JSON.stringify(payload)).toBe(JSON.stringify(wellFormed(payload)));
      }
    },
  );

  it('is within every limit for any message', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 4000 }),
    );
    const facts = fc.array(fc.record({ label: text, value: text }), { maxLength: 30 });
    const items = fc.array(fc.record({ text, url: fc.oneof(fc.webUrl({ withQueryParameters: true }), text) }), {
      maxLength: 100,
    });
    const commands = fc.array(text, { maxLength: 10 });
    const parts = {
      subject: text,
      headline: text,
      lead: text,
      footer: text,
      commandsLabel: text,
      facts,
      texts: facts,
      items,
      commands,
    };
    fc.assert(
      fc.property(fc.record(parts), (change) => {
        const payload = payloadOf(messageOf(1, { ...change, subject: `x${change.subject}` }));
        expect(faultOf(payload)).toBeUndefined();
        for (const { text: sent } of textsOf(payload))
          for (const command of commandsIn(sent)) expect(command).toMatch(/^https?:\/\/[^<>\s|]+\|[^<>]*$/);
      }),
      { numRuns: 100 },
    );
  });
});

function wellFormed(json: Json): Json {
  if (typeof json === 'string') return json.toWellFormed();
  if (Array.isArray(json)) return json.map(wellFormed);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, wellFormed(value)])) as JsonObject;
}
