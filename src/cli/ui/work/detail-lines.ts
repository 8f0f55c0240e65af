import { plainLine, plainText } from '../../../domain/plain-text.ts';
import { type Line, piece, type Tone } from '../screen/line.ts';
import { wrapText } from '../text/wrap-text.ts';
import { markOf } from './marks.ts';
import { jobsOf, statusWords } from './rows.ts';
import { isDone, type WorkState } from './work-state.ts';
import type { Deed, WorkPoint } from './work-view.ts';

/** Everything there is to know of a point, the most telling first. */
export function detailLines(state: WorkState, point: WorkPoint, columns: number): readonly Line[] {
  const { title, number, help, notes, reason, assignee, waitsFor, done, validated, evidence } = point;
  const fact = (label: string, text: string | undefined, tone: Tone = 'plain') =>
    text === undefined || text === '' ? [] : factLines(label, text, tone, columns);
  const rows = wrapText(`${number}  ${plainLine(title)}`, columns);
  return [
    ...rows.map((row): Line => [piece(row, 'strong')]),
    ...statusLines(state, point, columns),
    ...(isDone(point.status) ? [] : fact('Waits for', waitsFor.join(', '), 'warn')),
    ...fact('Done', deedWords(done)),
    ...fact('Validated', deedWords(validated), 'good'),
    ...fact('Reason', reason),
    ...fact('Note', notes),
    ...evidence.flatMap(({ name, kept, ...deed }) =>
      fact('Evidence', `${plainLine(name)}${kept ? '' : ' (an address alone)'}, ${deedWords(deed)}`),
    ),
    ...fact('For', assignee, 'marked'),
    ...fact('Wanted', wantedWords(point)),
    ...wrapText(plainText(help ?? '').trim(), columns)
      .filter((row) => row !== '')
      .map((row): Line => [piece(row, 'faint')]),
  ];
}

/** What it is, what it lacks, and what is on its way. */
function statusLines(state: WorkState, { id, status, lacks }: WorkPoint, columns: number): readonly Line[] {
  const { text, tone } = markOf(status);
  const lacking = isDone(status) && lacks !== undefined ? `, but ${plainLine(lacks)}` : '';
  const waiting = jobsOf(state, id).length;
  const coming =
    waiting === 0 ? '' : waiting === 1 ? ' · a change is on its way' : ` · ${waiting} changes on their way`;
  const rows = wrapText(`${statusWords(status)}${lacking}${coming}`, columns - 2);
  return rows.map((row, at): Line => [piece(at === 0 ? `${text} ` : '  ', tone), piece(row, lacking ? 'warn' : tone)]);
}

function wantedWords({ wants, role, required, critical }: WorkPoint): string {
  return [wants, `by ${role}`, ...(critical ? ['critical'] : []), ...(required ? [] : ['not required'])].join(' · ');
}

function deedWords(deed: Deed | undefined): string | undefined {
  return deed === undefined ? undefined : `${plainLine(deed.by)}, ${deed.ago}`;
}

const indent = 11;

function factLines(label: string, text: string, tone: Tone, columns: number): readonly Line[] {
  const narrow = columns < 50;
  const rows = wrapText(plainText(text).trim(), Math.max(8, columns - (narrow ? 2 : indent)));
  const beside = rows.map(
    (row, at): Line => [piece(narrow ? '  ' : (at === 0 ? label : '').padEnd(indent), 'faint'), piece(row, tone)],
  );
  if (!narrow) return beside;
  const inline = `${label}: ${rows[0] ?? ''}`;
  return rows.length === 1 && inline.length <= columns
    ? [[piece(`${label}: `, 'faint'), piece(rows[0] ?? '', tone)]]
    : [[piece(`${label}:`, 'faint')], ...beside];
}
