import { plainLine } from '../../domain/plain-text.ts';
import type { ChecklistView, ItemView } from '../../operations/read-checklist.ts';
import type { Context } from '../context.ts';
import { lackWords } from './lack-words.ts';
import type { Colour } from './paint.ts';
import { relativeTime } from './relative-time.ts';
import { cutTo, pad, textWidth, wrap } from './text-width.ts';

type Look = Pick<Context, 'width' | 'paint'>;

const looks: Readonly<Record<ItemView['status'], readonly [mark: string, colour: Colour]>> = {
  completed: ['✓', 'green'],
  not_applicable: ['–', 'dim'],
  partial: ['◐', 'yellow'],
  in_progress: ['◔', 'yellow'],
  blocked: ['✗', 'red'],
  not_started: ['○', 'dim'],
};

const states = { open: 'yellow', ready: 'cyan', approved: 'green', rejected: 'red', cancelled: 'dim' } as const;

/** Lines longer than this are hard to read, however wide the window. */
const widest = 120;
const longestBar = 40;

/** A checklist for people: how far it has come, then every point with what it lacks. */
export function checklistText(view: ChecklistView, look: Look, now: string): string {
  const { paint } = look;
  const name = `${plainLine(view.title)} · ${view.template}/${view.subject} · ${view.tenant}`;
  const head = `${paint('bold', name)}  ${paint(states[view.state], view.state)}`;
  const blocks = view.categories.map(({ id, title, total, completed }) => [
    '',
    `${paint('bold', plainLine(title))} ${paint(completed === total ? 'green' : 'dim', `${completed}/${total}`)}`,
    ...view.items.filter(({ category }) => category === id).flatMap((item) => itemLines(item, view, look, now)),
  ]);
  return [head, ...scoreLines(view, look), ...blocks.flat()].join('\n');
}

/** A bar for the whole, and one for each category, all to one scale. */
export function scoreLines(view: ChecklistView, { paint, width }: Look): string[] {
  const { total, completed, percentage, color, blocked } = view.score;
  const categories = view.categories.map((each) => ({ ...each, title: plainLine(each.title) }));
  const room = Math.min(Math.max(...categories.map(({ title }) => textWidth(title)), 5), 28);
  const digits = `${total}/${total}`.length;
  const bar = Math.max(8, Math.min(longestBar, width - room - digits - 16));
  const line = (title: string, shade: Colour, share: number, count: string) =>
    `  ${pad(cutTo(title, room), room)}  ${drawn(share, bar, shade, paint)}  ${count.padStart(digits)} ${String(share).padStart(3)} %`;
  const shade = color === 'orange' ? 'yellow' : color;
  const facts = [goodWords(view), ...(blocked === 0 ? [] : [paint('red', `${blocked} blocked`)])];
  return [
    line('All', shade, percentage, `${completed}/${total}`),
    `  ${' '.repeat(room)}  ${paint(shade, color)}, ${facts.join(', ')}`,
    ...categories.map(({ title, total: all, completed: done, percentage: share }) =>
      line(title, share === 100 ? 'green' : 'cyan', share, `${done}/${all}`),
    ),
  ];
}

/** How many points are done, and how many of these lack nothing that an approval asks for. */
export function doneWords(view: Pick<ChecklistView, 'items'>): string {
  return `${doneIn(view).length} of ${view.items.length} done, ${goodWords(view)}`;
}

function goodWords(view: Pick<ChecklistView, 'items'>): string {
  return `${doneIn(view).filter(({ lacks }) => lacks === null).length} good for an approval`;
}

function doneIn({ items }: Pick<ChecklistView, 'items'>): readonly ItemView[] {
  return items.filter(({ status }) => status === 'completed' || status === 'not_applicable');
}

function itemLines(item: ItemView, view: ChecklistView, look: Look, now: string): string[] {
  const { paint } = look;
  const width = Math.min(look.width, look.width === Number.POSITIVE_INFINITY ? look.width : widest);
  const digits = String(view.items.length).length;
  const indent = ' '.repeat(digits + 6);
  const [mark, colour] = looks[item.status];
  const title = wrap(plainLine(item.title), width - indent.length);
  const hasRoom = width >= 100 && textWidth(`${indent}${title.at(-1)}  ${item.id}`) <= width;
  const named = title.map((row, at) => (hasRoom && at === title.length - 1 ? `${row}  ${paint('dim', item.id)}` : row));
  const details = detailsOf(item, view.items, now).flatMap(([shade, text]) =>
    wrap(plainLine(text), width - indent.length).map(
      (row) => `${indent}${shade === 'plain' ? row : paint(shade, row)}`,
    ),
  );
  const number = paint('dim', String(item.number).padStart(digits));
  const [first = '', ...rest] = named;
  return [`  ${paint(colour, mark)} ${number}  ${first}`, ...rest.map((row) => `${indent}${row}`), ...details];
}

/** What is known of a point beside its title, each with its colour. */
function detailsOf(
  item: ItemView,
  items: readonly ItemView[],
  now: string,
): readonly (readonly [Colour | 'plain', string])[] {
  const { status, completedBy, completedAt = '', validatedBy, assignee, notes, reason, evidence } = item;
  const isDone = status === 'completed' || status === 'not_applicable';
  const said = status === 'not_applicable' ? 'does not apply' : 'done';
  const lacks = lackWords(item, items);
  const who = [
    ...(completedBy === undefined ? [] : [`${said}: ${completedBy}, ${relativeTime(completedAt, now)}`]),
    ...(validatedBy === undefined ? [] : [`validated: ${validatedBy}`]),
    ...(assignee === undefined ? [] : [`for ${assignee}`]),
  ];
  const proofs = evidence.map(
    ({ name, url, type, proven }) => `${name ?? url ?? type ?? 'evidence'}${proven ? '' : ' (unproven)'}`,
  );
  return [
    ...(isDone || status === 'not_started' ? [] : [[looks[status][1], status.replace('_', ' ')] as const]),
    ...(who.length === 0 ? [] : [['dim', who.join(' · ')] as const]),
    ...(reason === undefined ? [] : [['plain', `because: ${reason}`] as const]),
    ...(notes === undefined || notes === '' ? [] : [['plain', `note: ${notes}`] as const]),
    ...(proofs.length === 0 ? [] : [['dim', `evidence: ${proofs.join(', ')}`] as const]),
    ...(isDone && lacks !== undefined ? [['yellow', `but ${lacks}`] as const] : []),
  ];
}

function drawn(share: number, width: number, shade: Colour, paint: Look['paint']): string {
  const full = Math.round((share / 100) * width);
  return paint(shade, '█'.repeat(full)) + paint('dim', '░'.repeat(width - full));
}
