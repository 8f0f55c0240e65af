import { expect, test } from 'vitest';
import { figureWords } from '../../../src/cli/render/figure-words.ts';
import { qualityRules } from '../../../src/kinds/onboarding/import/quality.ts';
import { statisticsOf } from '../../../src/kinds/onboarding/import/statistics.ts';

test('every figure and every part of the quality has words in both languages', () => {
  const names = [...Object.keys(statisticsOf([], [])), ...Object.keys(qualityRules)];
  for (const name of names) {
    const [english, french] = [figureWords(name, 'en'), figureWords(name, 'fr')];
    expect([name, english, french]).toEqual([
      name,
      expect.not.stringMatching(/[A-Z]/),
      expect.not.stringMatching(/[A-Z]/),
    ]);
    expect([name, french]).not.toEqual([name, english]);
  }
  expect(figureWords('monthsOfHistory', 'fr')).toBe('mois avec des ventes');
  expect(figureWords('newFigure', 'fr')).toBe('new figure');
});
