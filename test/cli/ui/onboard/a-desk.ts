import type { Hooks, OnboardDesk, Outcome, Wish } from '../../../../src/cli/ui/onboard/desk.ts';
import type { Answer, Entry, Question } from '../../../../src/cli/ui/onboard/questions.ts';
import type { Reading, Session } from '../../../../src/cli/ui/onboard/session.ts';
import { aSession, figures } from './a-session.ts';

export interface FakeDesk extends OnboardDesk {
  wishes: Wish[];
  /** What comes of the next wish, in place of what would. */
  next: Outcome[];
  /** What reading a workbook comes to, by its path. */
  readings: Record<string, Reading>;
  /** Companies and addresses that others have. */
  taken: Record<string, string>;
  folders: Record<string, readonly Entry[]>;
  /** Holds back what comes of wishes until it is let go. */
  held: boolean;
  letGo: () => void;
  hooks: Hooks | undefined;
  /** Ends a look at a session that somebody watches. */
  seen: (outcome: Outcome) => void;
  session: Session | undefined;
}

/** A desk that keeps everything in memory, and does at once what it is asked for. */
export function aDesk(session?: Session): FakeDesk {
  let waiting: (() => void)[] = [];
  let watching: ((outcome: Outcome) => void)[] = [];
  const desk: FakeDesk = {
    wishes: [],
    next: [],
    readings: {},
    taken: {},
    folders: {
      '': [
        { name: 'old', folder: true, size: 0 },
        { name: 'huge.xlsx', folder: false, size: 20_000_000 },
        { name: 'teranga.xlsx', folder: false, size: 234_567 },
      ],
      'old/': [{ name: 'teranga-1.xlsx', folder: false, size: 1234 }],
    },
    held: false,
    hooks: undefined,
    session,
    letGo() {
      for (const each of waiting) each();
      waiting = [];
    },
    seen(outcome) {
      const all = watching;
      watching = [];
      for (const each of all) each(outcome);
    },
    async perform(wish, hooks) {
      desk.wishes.push(wish);
      desk.hooks = hooks;
      if (desk.held) await new Promise<void>((resolve) => waiting.push(resolve));
      const outcome = desk.next.shift() ?? done(desk, wish);
      desk.session = outcome.session ?? desk.session;
      return outcome;
    },
    ask: async (question) => answer(desk, question),
    watch: (_session, signal) =>
      new Promise((resolve) => {
        watching.push(resolve);
        signal.addEventListener('abort', () => resolve({}));
      }),
  };
  return desk;
}

function done(desk: FakeDesk, wish: Wish): Outcome {
  const before = desk.session ?? aSession();
  const after = (more: Partial<Session>): Outcome => ({
    session: { ...before, ...more, mark: `${Number(before.mark) + 1}` },
  });
  const reset = { ...before.done, import: false };
  switch (wish.kind) {
    case 'company':
      if (wish.session === undefined)
        return { session: aSession({ company: wish.company }), said: 'OB-2026-0001 is started' };
      return after({ company: wish.company, imported: undefined, done: reset });
    case 'users':
      return after({ users: wish.users, imported: undefined, done: { ...reset, users: true } });
    case 'workbook':
      return {
        ...after({ locale: wish.locale, done: { ...before.done, workbook: true } }),
        said: `written: ${wish.path}`,
      };
    case 'read': {
      const reading = desk.readings[wish.path];
      return reading === undefined ? { refusal: { message: 'this is no workbook', remedy: [] } } : { reading };
    }
    case 'import':
      return after({
        state: 'imported',
        done: { ...before.done, workbook: true, import: true },
        imported: { ...figures, by: 'ada@example.com', ago: 'just now', remarks: { all: 0, told: [] } },
      });
    case 'mark':
      return { said: 'written: teranga-marked.xlsx' };
    case 'activate':
      return after({ state: 'activating' });
    case 'open':
      return { session: before };
    case 'list':
      return { sessions: [] };
  }
}

function answer({ taken, folders }: FakeDesk, question: Question): Answer {
  switch (question.kind) {
    case 'company': {
      const { tenant, name } = question.company;
      const problem = taken[name];
      return {
        problems: {
          ...(problem === undefined ? {} : { name: problem }),
          ...(taken[tenant] === undefined ? {} : { tenant: taken[tenant] }),
        },
      };
    }
    case 'address': {
      const digits = question.text.replace(/\D/g, '');
      if (question.by === 'phone' && digits.length < 9)
        return { problems: { address: 'too short for a number of SN' } };
      const kept = question.by === 'email' ? question.text : `+221${digits.slice(-9)}`;
      const problem = taken[kept];
      return { kept, ...(problem === undefined ? {} : { problems: { address: problem } }) };
    }
    case 'folder': {
      const entries = folders[question.path];
      const kept = `/home/ada/${question.path}`;
      return entries === undefined
        ? { kept, entries: [], problems: { path: 'there is no such folder' } }
        : { kept, entries };
    }
  }
}
