import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText } from '../../../../src/adapters/notifiers/sms/fit-text.ts';
import { gsm, segmentsOf, ucs2 } from '../../../../src/adapters/notifiers/sms/gsm.ts';
import { locales } from '../../../../src/domain/notice.ts';
import { expectGolden } from '../../../kit/golden.ts';
import { hostile } from '../../../kit/messages.ts';
import { everything } from '../samples.ts';

const segments = (text: string) => segmentsOf(text, gsm) ?? segmentsOf(text, ucs2) ?? 0;

describe('the text of a short message', () => {
  it.each(locales)('reads as it did, in one segment: %s', (locale) => {
    const texts = Object.entries(everything(locale)).map(([name, { short, commands }]) => {
      const text = fitText(short, commands);
      expect(segments(text), text).toBe(1);
      return `${name}: ${text}\n`;
    });
    expectGolden(import.meta.url, `${locale}.txt`, texts.join(''));
  });

  it.each([
    ['‘it’s’ “so” – and so — on… «\u00a0oui\u00a0» → œuf', '\'it\'s\' "so" - and so - on... "oui" -> oeuf'],
    ['é à ù ì ò Ç Ä ñ stay', 'é à ù ì ò Ç Ä ñ stay'],
    ['prêt, ça va', 'prêt, ça va'],
    [`prêt ${'x'.repeat(100)} ça`, `pret ${'x'.repeat(100)} ca`],
    ['e\u0301tat', 'état'],
    ['готово', 'готово'],
    ['a\r\nb\u202ec\u0000', 'a bc'],
    ['', ''],
  ])('writes %j as %j', (short, text) => {
    expect(fitText(short, [])).toBe(text);
  });

  it.each([
    ['x'.repeat(160), 160, 1],
    ['x'.repeat(161), 161, 2],
    [`${'x'.repeat(158)}€`, 159, 1],
    [`${'x'.repeat(159)}€`, 160, 2],
    ['x'.repeat(306), 306, 2],
    ['x'.repeat(307), 306, 2],
    ['ж'.repeat(70), 70, 1],
    ['ж'.repeat(71), 71, 2],
    ['ж'.repeat(134), 134, 2],
    ['ж'.repeat(135), 134, 2],
    ['x'.repeat(1_000_000), 306, 2],
  ])('sends %.12s… as %i signs in %i segments', (short, length, count) => {
    const text = fitText(short, []);
    expect(text).toHaveLength(length);
    expect(segments(text)).toBe(count);
  });

  it('splits no sign of two over two segments', () => {
    expect(segmentsOf(`${'x'.repeat(152)}€${'x'.repeat(151)}`, gsm)).toBe(2);
    expect(segmentsOf(`${'x'.repeat(152)}€${'x'.repeat(152)}`, gsm)).toBe(3);
    expect(segmentsOf(`${'ж'.repeat(66)}😀${'ж'.repeat(66)}`, ucs2)).toBe(3);
  });

  it('is cut at a word, and says so', () => {
    expect(fitText('release of payments '.repeat(30), [])).toMatch(/ (release|of|payments)\.\.\.$/);
    expect(fitText('отказано в '.repeat(30), [])).toMatch(/ (отказано|в)…$/);
  });

  it.each([[['rgz approve PR-2026-0042']], [[]]])(
    'keeps the command at its end, and is cut before it: %j',
    (commands) => {
      const command = 'rgz approve PR-2026-0042';
      const text = fitText(`rgz: ${'many words '.repeat(50)}: ${command}`, commands);
      expect(text).toMatch(/^rgz: many words .* (many|words)\.\.\. rgz approve PR-2026-0042$/);
      expect(segments(text)).toBe(2);
      expect(fitText(`${'word '.repeat(200)}${'x'.repeat(400)}`, ['x'.repeat(400)])).toMatch(/ word\.\.\.$/);
    },
  );

  it('loses nothing of the first words for a sign that only comes later', () => {
    expect(fitText(`${'plain words '.repeat(30)}😀`, []).length).toBeGreaterThan(280);
  });

  it('takes hostile text for text', () => {
    expect(fitText(hostile, [])).toContain('<script>alert(1)</script> <!channel>');
  });

  it('takes two segments at most, and is never cut inside a sign', () => {
    const sign = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('é', '€', '😀', 'ж', ' ', 'word ', '…', 'ê'));
    const line = fc.array(sign, { maxLength: 500 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(line, fc.option(line), (short, command) => {
        const text = fitText(command === null ? short : `${short} ${command}`, command === null ? [] : [command]);
        expect(segments(text)).toBeLessThanOrEqual(2);
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
