import type { Key } from '../keyboard/key.ts';
import { bar } from '../screen/bar.ts';
import { type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { goTo } from './navigate.ts';
import type { Screen } from './screen.ts';
import type { ReadProgress } from './session.ts';
import { told, type WizardState } from './wizard-state.ts';

/** Step 4 while the workbook is read. Nothing is written yet. */
export const readingScreen: Screen = {
  title: ({ job }) => (job?.wish.kind === 'read' ? `Reading ${job.wish.path.replace(/^.*\/(?=.)/, '')}` : 'Reading'),
  step,
  body,
  hints: () => ['Esc stops reading', 'Ctrl+C leaves'],
};

function step(state: WizardState, key: Key): WizardState {
  if (key.name !== 'escape' || state.job === undefined) return state;
  const stopped = { ...goTo(state, 'file'), dropped: state.job.key, job: undefined, progress: undefined };
  return { ...stopped, said: told('faint', 'stopped; nothing was imported') };
}

function body({ progress }: WizardState, { columns }: Size): readonly Line[] {
  if (progress === undefined) return [[piece('Looking at the file …', 'faint')]];
  const { part, rows, share } = progress;
  return [
    [...bar(share, Math.min(60, columns - 8), 'marked'), piece(` ${Math.floor(share * 100)} %`)],
    [],
    [piece(cutLine(`${part}: ${count(rows)} rows`, columns))],
    [piece(rateWords(progress), 'faint')],
  ];
}

/** How fast it goes, and how long it may still take. */
export function rateWords({ rows, share, seconds }: ReadProgress): string {
  if (seconds < 0.2 || rows === 0) return 'measuring …';
  const words = `${count(Math.round(rows / seconds))} rows a second`;
  if (share <= 0.01 || share >= 1) return words;
  return `${words}, about ${durationWords((seconds / share) * (1 - share))} to go`;
}

function durationWords(seconds: number): string {
  if (seconds < 1.5) return 'a second';
  return seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** 12345 is `12,345`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
