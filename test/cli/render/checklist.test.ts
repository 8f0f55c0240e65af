import { describe, expect, test } from 'vitest';
import { checklistText, scoreLines } from '../../../src/cli/render/checklist.ts';
import { paint } from '../../../src/cli/render/paint.ts';
import { textWidth } from '../../../src/cli/render/text-width.ts';
import type { ChecklistView, ItemView } from '../../../src/operations/read-checklist.ts';

const now = '2026-03-02T12:00:00Z';
const earlier = '2026-03-02T09:00:00Z';

function anItem(number: number, more: Partial<ItemView>): ItemView {
  return {
    id: `point-${number}`,
    number,
    category: number < 4 ? 'site' : 'network',
    title: `Point ${number}`,
    needed: true,
    status: 'not_started',
    blockedBy: [],
    role: 'reseller',
    required: true,
    critical: false,
    wants: 'image',
    probe: false,
    proven: false,
    lacks: 'not started',
    evidence: [],
    ...more,
  };
}

const doer = { completedBy: 'dora@example.com', completedAt: earlier };
const items = [
  anItem(1, { status: 'completed', ...doer, validatedBy: 'nora@example.com', lacks: null }),
  anItem(2, {
    title: 'The power supply holds for four hours without mains, under the load of every device',
    status: 'completed',
    ...doer,
    notes: 'two batteries, and both of them are new ones from the stock in Cotonou',
    evidence: [
      { url: 'https://photos.example/1', by: 'dora@example.com', at: earlier, proven: false },
      { name: 'mast.png', sha256: 'a'.repeat(64), by: 'dora@example.com', at: earlier, proven: true },
    ],
    blockedBy: ['point-4'],
    lacks: 'waits for point-4',
  }),
  anItem(3, { status: 'not_applicable', ...doer, reason: 'there is no VLAN here', lacks: 'nobody else agreed' }),
  anItem(4, { status: 'in_progress', assignee: 'nora@example.com' }),
  anItem(5, { status: 'blocked', notes: 'the hub is down' }),
  anItem(6, { status: 'partial' }),
];

const view: ChecklistView = {
  id: 'CL-cutover.cotonou-3',
  path: 'checklists/cutover/cotonou-3.yaml',
  title: 'Cutover',
  template: 'cutover',
  subject: 'cotonou-3',
  tenant: 'tenant-finance',
  state: 'open',
  parameters: {},
  score: {
    total: 6,
    completed: 3,
    blocked: 1,
    percentage: 50,
    color: 'yellow',
    unvalidated: 0,
    proven: 2,
    byCategory: {},
  },
  readyForApproval: false,
  categories: [
    { id: 'site', title: 'Site and power', total: 3, completed: 3, percentage: 100 },
    { id: 'network', title: 'Network', total: 3, completed: 0, percentage: 0 },
  ],
  items,
};

describe('a checklist', () => {
  test('at 60 columns is wrapped, and nothing is cut', () => {
    const text = checklistText(view, { width: 60, paint: paint(false) }, now);
    expect(text).toMatchInlineSnapshot(`
      "Cutover · cutover/cotonou-3 · tenant-finance  open
        All             ██████████████░░░░░░░░░░░░░  3/6  50 %
                        yellow, 1 good for an approval, 1 blocked
        Site and power  ███████████████████████████  3/3 100 %
        Network         ░░░░░░░░░░░░░░░░░░░░░░░░░░░  0/3   0 %

      Site and power 3/3
        ✓ 1  Point 1
             done: dora@example.com, 3 h ago · validated:
             nora@example.com
        ✓ 2  The power supply holds for four hours without mains,
             under the load of every device
             done: dora@example.com, 3 h ago
             note: two batteries, and both of them are new ones
             from the stock in Cotonou
             evidence: https://photos.example/1 (unproven),
             mast.png
             but waits for 4 point-4
        – 3  Point 3
             does not apply: dora@example.com, 3 h ago
             because: there is no VLAN here
             but nobody else agreed

      Network 0/3
        ◔ 4  Point 4
             in progress
             for nora@example.com
        ✗ 5  Point 5
             blocked
             note: the hub is down
        ◐ 6  Point 6
             partial"
    `);
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(60);
  });

  test('at 140 columns names each point as commands do', () => {
    const text = checklistText(view, { width: 140, paint: paint(false) }, now);
    expect(text).toContain(
      '  ✓ 2  The power supply holds for four hours without mains, under the load of every device  point-2\n',
    );
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(120);
  });

  test('without a terminal has a line for each text', () => {
    const text = checklistText(view, { width: Number.POSITIVE_INFINITY, paint: paint(false) }, now);
    expect(text).toContain('       note: two batteries, and both of them are new ones from the stock in Cotonou\n');
  });

  test('tells states by colours too', () => {
    const text = checklistText(view, { width: 80, paint: paint(true) }, now);
    expect(text).toContain('\u001b[32m✓\u001b[39m');
    expect(text).toContain('\u001b[31m✗\u001b[39m');
    expect(text).toContain('\u001b[33m◔\u001b[39m');
    expect(text).toContain('\u001b[33mbut nobody else agreed\u001b[39m');
  });

  test('draws no escapes of a record', () => {
    const evil = 'a\u001b[2J\u202e\nb';
    const hostile = items.map((item) => ({ ...item, title: evil, notes: evil, reason: evil, assignee: evil }));
    const shown = {
      ...view,
      title: evil,
      tenant: 'x',
      items: hostile,
      categories: view.categories.map((each) => ({ ...each, title: evil })),
    };
    const text = checklistText(shown, { width: 80, paint: paint(false) }, now);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(text.split('\n').every((line) => !/^b/.test(line))).toBe(true);
  });
});

test('bars are to one scale', () => {
  expect(scoreLines(view, { width: 80, paint: paint(false) }).join('\n')).toMatchInlineSnapshot(`
    "  All             ████████████████████░░░░░░░░░░░░░░░░░░░░  3/6  50 %
                      yellow, 1 good for an approval, 1 blocked
      Site and power  ████████████████████████████████████████  3/3 100 %
      Network         ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  0/3   0 %"
  `);
});
