import { evidenceFigure } from './html-evidence.ts';
import { line, lines } from './html-text.ts';
import type { ItemStatus, ItemView } from './view.ts';

/** How a status looks without colour, and what it is called. */
const shown: Readonly<Record<ItemStatus, { sign: string; word: string }>> = {
  not_started: { sign: '', word: 'not started' },
  in_progress: { sign: '…', word: 'in progress' },
  partial: { sign: '~', word: 'partial' },
  completed: { sign: '✓', word: 'completed' },
  blocked: { sign: '!', word: 'blocked' },
  not_applicable: { sign: '–', word: 'not applicable' },
};

/** One item: what it asks, where it stands, who says so, and what proves it. */
export function itemRow(item: ItemView): string {
  const { sign, word } = Object.hasOwn(shown, item.status) ? shown[item.status] : { sign: '?', word: item.status };
  const critical = item.critical === true ? ' <span class="critical">critical</span>' : '';
  const notes = (item.notes ?? '').trim() === '' ? '' : `\n<p class="notes">${lines(item.notes ?? '')}</p>`;
  const evidence =
    item.evidence.length === 0
      ? ''
      : `\n<div class="evidence">\n${item.evidence.map(evidenceFigure).join('\n')}\n</div>`;
  return `<li class="item ${line(item.status)}">
<span class="sign" aria-hidden="true">${sign}</span>
<div class="what">
<p class="title">${line(item.title)}${critical}</p>
<p class="meta"><b class="status">${line(word)}</b> <span>${line(item.role)}</span>${people(item)}</p>${notes}${evidence}
</div>
</li>`;
}

function people({ status, assignee, completedBy, completedAt, validatedBy, validatedAt }: ItemView): string {
  const did = status === 'completed' || status === 'not_applicable' ? 'by' : 'last by';
  return [
    completedBy === undefined ? by('assigned to', assignee) : '',
    by(did, completedBy, completedAt),
    by('validated by', validatedBy, validatedAt),
  ].join('');
}

function by(what: string, who: string | undefined, when?: string): string {
  if (who === undefined) return '';
  return ` <span>${what} ${line(who)}${when === undefined ? '' : `, ${moment(when)}`}</span>`;
}

function moment(at: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(at) ?? [];
  return day === undefined || time === undefined ? line(at) : `${day} ${time} UTC`;
}
