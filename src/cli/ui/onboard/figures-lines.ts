import { plainLine } from '../../../domain/plain-text.ts';
import { bar } from '../screen/bar.ts';
import { type Line, piece, type Tone } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { count } from './reading-screen.ts';
import type { Figures } from './session.ts';

const label = 16;

export function factLine(name: string, value: string, columns: number, tone: Tone = 'plain'): Line {
  return [piece(name.padEnd(label), 'faint'), piece(cutLine(value, columns - label), tone)];
}

/** What the data comes to: how much there is, from when to when, and how good it is. */
export function figuresLines({ products, sales, months, from, to, score }: Figures, columns: number): readonly Line[] {
  const span = from === undefined || to === undefined ? '' : `${from} – ${to}`;
  const time =
    months === undefined ? span : `${months} ${months === 1 ? 'month' : 'months'}${span === '' ? '' : `, ${span}`}`;
  return [
    factLine('Products', count(products), columns),
    factLine('Sales', `${count(sales)}${time === '' ? '' : ` over ${time}`}`, columns),
    scoreLine(score, columns),
  ];
}

function scoreLine(score: number, columns: number): Line {
  const words = ` ${score}/100`;
  return [
    piece('Quality'.padEnd(label), 'faint'),
    ...bar(score / 100, Math.max(0, Math.min(40, columns - label - words.length)), toneOf(score / 100)),
    piece(words, 'strong'),
  ];
}

/** What each part of the score brought. */
export function partLines({ parts }: Figures, columns: number): readonly Line[] {
  const width = Math.min(34, Math.max(label, ...parts.map(({ name }) => name.length + 2)));
  return parts.map(({ name, points, most }) => {
    const words = most === undefined ? ` ${points}` : ` ${points}/${most}`;
    const room = Math.max(0, Math.min(20, columns - width - 2 - words.length));
    return [
      piece('  '),
      piece(cutLine(plainLine(name), width - 2).padEnd(width), 'faint'),
      ...(most === undefined || most === 0 ? [] : bar(Math.min(1, points / most), room, toneOf(points / most))),
      piece(words),
    ];
  });
}

function toneOf(share: number): Tone {
  if (share >= 0.8) return 'good';
  return share >= 0.5 ? 'warn' : 'bad';
}
