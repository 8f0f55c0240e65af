import { plainLine } from '../../domain/plain-text.ts';
import type { ChecklistView, ItemView } from '../../operations/read-checklist.ts';
import type { Context } from '../context.ts';
import { relativeTime } from './relative-time.ts';
import { cutTo, pad, textWidth } from './text-width.ts';

type Look = Pick<Context, 'width' | 'paint'>;

const marks: Readonly<Record<ItemView['status'], string>> = {
  completed: '✓',
  not_applicable: '–',
  partial: '◐',
  in_progress: '◔',
  blocked: '✗',
  not_started: '○',
};

const colours = {
  completed: 'green',
  not_applicable: 'dim',
  partial: 'yellow',
  in_progress: 'yellow',
  blocked: 'red',
  not_started: 'dim',
} as const;

const widest = 100;

/** A checklist for people: how far it has come, then every point with what it lacks. */
export function checklistText(view: ChecklistView, look: Look, now: string): string {
  const { paint } = look;
  const width = Math.min(look.width, widest);
  const head = `${paint('bold', plainLine(view.title))} ${view.template}/${view.subject}, ${view.tenant}: ${view.state}`;
  const blocks = view.categories.map(({ id, title, total, completed }) => [
    '',
    `${plainLine(title)} ${paint('dim', `${completed}/${total}`)}`,
    ...view.items.filter(({ category }) => category === id).flatMap((item) => itemLines(item, look, width, now)),
  ]);
  return [head, ...scoreLines(view, look), ...blocks.flat()].join('\n');
}

/** A bar for the whole, and one for each category. */
export function scoreLines(view: ChecklistView, { paint, width }: Look): string[] {
  const { total, completed, percentage, color, blocked, proven } = view.score;
  const names = view.categories.map(({ title }) => plainLine(title));
  const room = Math.min(Math.max(...names.map(textWidth), 8), 28);
  const bar = Math.max(10, Math.min(width, widest) - room - 16);
  const shade = color === 'orange' ? 'yellow' : color;
  return [
    `${paint(shade, drawn(percentage, bar + room + 2))} ${completed}/${total} ${percentage} % ${paint(shade, color)}`,
    paint('dim', `${proven} proven or validated, ${blocked} blocked`),
    ...view.categories.map(
      ({ title, total: all, completed: done, percentage: share }) =>
        `  ${pad(cutTo(plainLine(title), room), room)} ${drawn(share, bar)} ${done}/${all}`,
    ),
  ];
}

function itemLines(item: ItemView, { paint }: Look, width: number, now: string): string[] {
  const { number, status, title, id, lacks, completedBy, completedAt, validatedBy, assignee, notes, evidence } = item;
  const mark = paint(colours[status], marks[status]);
  const first = `  ${mark} ${pad(String(number), 3)} ${cutTo(plainLine(title), Math.max(20, width - 8))}`;
  const who = [
    ...(completedBy === undefined ? [] : [`${completedBy} ${relativeTime(completedAt ?? '', now)}`]),
    ...(validatedBy === undefined ? [] : [`validated by ${validatedBy}`]),
    ...(assignee === undefined ? [] : [`for ${assignee}`]),
    ...evidence.map(
      ({ name, url, type, proven }) => `${name ?? url ?? type ?? 'evidence'}${proven ? '' : ' (unproven)'}`,
    ),
  ];
  const more = [
    ...(who.length === 0 ? [] : [who.join(', ')]),
    ...(notes === undefined ? [] : [plainLine(notes)]),
    ...(lacks === null || status === 'not_started' ? [] : [lacks]),
  ];
  const told = more.map((text) => paint('dim', cutTo(`        ${plainLine(text)}`, width)));
  return [`${first}${textWidth(title) + textWidth(id) + 12 < width ? paint('dim', `  ${id}`) : ''}`, ...told];
}

function drawn(percentage: number, width: number): string {
  const full = Math.round((percentage / 100) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
