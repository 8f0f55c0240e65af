import { markOf } from '../operations/change-item.ts';
import type { ChecklistView, ItemView } from '../operations/read-checklist.ts';
import { lackWords, numbered } from './render/lack-words.ts';
import { relativeTime } from './render/relative-time.ts';
import type { WorkPoint, WorkView } from './ui/work/work-view.ts';

const wants: Readonly<Record<string, string>> = {
  none: 'no proof is asked for',
  any: 'a file or an address proves it',
  image: 'a picture proves it',
  document: 'a document proves it',
  measurement: 'a measurement proves it',
};

/** A checklist in the words of the screen, as of now. */
export function workView(view: ChecklistView, now: string): WorkView {
  const { score, categories, items, parameters: _parameters, ...rest } = view;
  const { color, percentage, completed, total, blocked } = score;
  return {
    ...rest,
    color,
    percentage,
    completed,
    total,
    blocked,
    categories,
    points: items.map((item) => pointOf(item, items, now)),
  };
}

function pointOf(item: ItemView, items: readonly ItemView[], now: string): WorkPoint {
  const { completedBy, completedAt = '', validatedBy, validatedAt = '', notes, reason, blockedBy } = item;
  return {
    id: item.id,
    number: item.number,
    category: item.category,
    title: item.title,
    help: item.help,
    status: item.status,
    role: item.role,
    wants: `${wants[item.wants] ?? item.wants}${item.probe ? ', and a probe can measure it' : ''}`,
    required: item.required,
    critical: item.critical,
    lacks: lackWords(item, items),
    waitsFor: numbered(blockedBy, items),
    notes: notes === '' ? undefined : notes,
    reason,
    assignee: item.assignee,
    done: completedBy === undefined ? undefined : { by: completedBy, ago: relativeTime(completedAt, now) },
    validated: validatedBy === undefined ? undefined : { by: validatedBy, ago: relativeTime(validatedAt, now) },
    evidence: item.evidence.map(({ name, url, type, size, proven, by, at }) => ({
      name: `${name ?? url ?? type ?? 'evidence'}${size === undefined ? '' : ` (${sizeWords(size)})`}`,
      kept: proven,
      by,
      ago: relativeTime(at, now),
    })),
    mark: markOf(item),
  };
}

function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
