import type { Desk, Outcome, Wish } from '../../../../src/cli/ui/work/desk.ts';
import type { WorkPoint, WorkView } from '../../../../src/cli/ui/work/work-view.ts';

const titles = [
  ['site', 'The mast stands and is grounded'],
  ['site', 'The power supply holds for four hours without mains, measured under the load of every device'],
  ['site', 'A photo shows the antenna from below'],
  ['network', 'The latency to the hub is below 100 ms'],
  ['network', 'The loss on the way to the hub is below 1 %'],
  ['network', 'The VLAN is 42'],
  ['people', 'Somebody on site knows whom to call'],
] as const;

export function aPoint(number: number, more: Partial<WorkPoint> = {}): WorkPoint {
  const [category = 'site', title = `Point ${number}`] = titles[number - 1] ?? [];
  const point: WorkPoint = {
    id: `point-${number}`,
    number,
    category,
    title,
    help: undefined,
    status: 'not_started',
    role: 'reseller',
    wants: 'a picture proves it',
    required: true,
    critical: false,
    lacks: undefined,
    waitsFor: [],
    notes: undefined,
    reason: undefined,
    assignee: undefined,
    done: undefined,
    validated: undefined,
    evidence: [],
    mark: '',
    ...more,
  };
  return { ...point, mark: JSON.stringify(more) };
}

export const me = 'dora@example.com';
const dora = { by: me, ago: '3 h ago' };
const nora = { by: 'nora@example.com', ago: '5 min ago' };

/** Seven points in three categories, in every state. */
export const points: readonly WorkPoint[] = [
  aPoint(1, { status: 'completed', done: dora, validated: nora }),
  aPoint(2, {
    help: 'Measure it under load.\nWrite down for how long it held.',
    notes: 'two batteries, new ones',
    status: 'completed',
    done: dora,
    lacks: 'no picture proves it, and nobody else has validated it',
    evidence: [{ ...dora, name: 'https://photos.example/mast', kept: false }],
  }),
  aPoint(3, { status: 'in_progress', assignee: 'nora@example.com', critical: true }),
  aPoint(4, { status: 'blocked', notes: 'the hub is down', waitsFor: ['2 point-2'] }),
  aPoint(5, { waitsFor: ['4 point-4'] }),
  aPoint(6, {
    status: 'not_applicable',
    done: dora,
    reason: 'there is no VLAN at this site',
    lacks: 'nobody else agreed that it does not apply',
  }),
  aPoint(7, { status: 'partial' }),
];

export function aView(changes: Partial<WorkView> = {}): WorkView {
  const all = changes.points ?? points;
  const isDone = ({ status }: WorkPoint): boolean => status === 'completed' || status === 'not_applicable';
  const completed = all.filter(isDone).length;
  const names = { site: 'Site and power', network: 'Network', people: 'People' };
  return {
    id: 'CL-cutover.cotonou-3',
    title: 'Cutover',
    subject: 'cotonou-3',
    tenant: 'tenant-finance',
    state: 'open',
    color: 'red',
    percentage: Math.floor((completed / all.length) * 100),
    completed,
    total: all.length,
    blocked: all.filter(({ status }) => status === 'blocked').length,
    categories: Object.entries(names).map(([id, title]) => {
      const own = all.filter(({ category }) => category === id);
      return { id, title, total: own.length, completed: own.filter(isDone).length };
    }),
    points: all,
    ...changes,
  };
}

/** The view after a wish, as the operations would leave it. */
export function viewAfter(view: WorkView, wish: Wish, id: string | undefined, by = me): WorkView {
  const deed = { by, ago: 'now' };
  const change = (point: WorkPoint): Partial<WorkPoint> => {
    if (wish.kind === 'validate') return { validated: deed };
    if (wish.kind === 'assign') return { assignee: wish.to || undefined };
    if (wish.kind === 'attach') return { evidence: [...point.evidence, { ...deed, name: wish.file, kept: true }] };
    if (wish.kind === 'refresh') return {};
    const { status = point.status, notes = point.notes, reason } = wish;
    const done = status === 'completed' || status === 'not_applicable' ? deed : undefined;
    return { status, notes, reason, done, validated: undefined, lacks: undefined };
  };
  const changed = view.points.map((point) => {
    if (point.id !== id) return point;
    const after = { ...point, ...change(point) };
    return { ...after, mark: `${point.mark}+${JSON.stringify(wish)}` };
  });
  return aView({ ...view, points: changed, ...countsOf(changed) });
}

function countsOf(
  changed: readonly WorkPoint[],
): Pick<WorkView, 'completed' | 'percentage' | 'blocked' | 'categories'> {
  const { completed, percentage, blocked, categories } = aView({ points: changed });
  return { completed, percentage, blocked, categories };
}

export interface FakeDesk extends Desk {
  asked: readonly { wish: Wish; item: string | undefined }[];
  /** Lets the wish that is under way come back: as asked for, or as this. */
  answer: (outcome?: Outcome) => Promise<void>;
}

/** A desk that does nothing until it is told to. */
export function aDesk(first: WorkView, found: readonly string[] = []): FakeDesk {
  const asked: { wish: Wish; item: string | undefined }[] = [];
  let view = first;
  let come: ((outcome: Outcome) => void) | undefined;
  return {
    me,
    leastReason: 10,
    asked,
    perform(wish, point) {
      asked.push({ wish, item: point?.id });
      return new Promise((resolve) => {
        come = resolve;
      });
    },
    complete: async (_what, text) => found.filter((each) => each.startsWith(text)),
    async answer(outcome) {
      const last = asked.at(-1);
      if (last === undefined || come === undefined) throw new Error('nothing was asked for');
      const usual: Outcome = { view: viewAfter(view, last.wish, last.item) };
      const given = outcome ?? usual;
      view = given.view ?? view;
      come(given);
      come = undefined;
      await Promise.resolve();
    },
  };
}
