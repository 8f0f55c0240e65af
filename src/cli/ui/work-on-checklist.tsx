import { converse, type Terminal } from './screen/converse.tsx';
import type { Desk, Outcome } from './work/desk.ts';
import { workConversation } from './work/work-conversation.ts';
import type { WorkView } from './work/work-view.ts';

export interface WorkOnChecklist extends Terminal {
  view: WorkView;
  desk: Desk;
  /** Takes the screen away. */
  until: AbortSignal;
}

export interface Worked {
  view: WorkView;
  /** How many changes were written. */
  written: number;
  /** Changes that were asked for and not begun. */
  dropped: number;
  interrupted: boolean;
  /** A change that was begun and has not come back. */
  underWay: Promise<Outcome> | undefined;
}

/** Shows a checklist until somebody leaves it, and writes what they do as they do it. */
export async function workOnChecklist({ view, desk, until, ...terminal }: WorkOnChecklist): Promise<Worked> {
  const { follows, ...conversation } = workConversation(view, desk);
  await converse(terminal, conversation, { apart: true, until });
  const { last, underWay } = follows;
  return {
    view: last.view,
    written: last.written,
    dropped: last.jobs.length - (underWay === undefined ? 0 : 1),
    interrupted: last.outcome !== 'left' && last.outcome !== 'leaving',
    underWay,
  };
}
