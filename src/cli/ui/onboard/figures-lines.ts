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

/** What each part of the score brought, the points first. */
export function partLines({ parts }: Figures, columns: number): readonly Line[] {
  const drawn = columns >= 70 ? 10 : 0;
  return parts.map(({ name, points, most }) => {
    const words = most === undefined ? String(points).padStart(4) : `${points}/${most}`.padStart(7);
    const share = most === undefined || most === 0 ? undefined : Math.min(1, points / most);
    return [
      piece(`${words}  `),
      ...(share === undefined || drawn === 0 ? [] : [...bar(share, drawn, toneOf(share)), piece('  ')]),
      piece(cutLine(plainLine(name), columns - words.length - 4 - drawn), share === 1 ? 'faint' : 'plain'),
    ];
  });
}

function toneOf(share: number): Tone {
  if (share >= 0.8) return 'good';
  return share >= 0.5 ? 'warn' : 'bad';
}
