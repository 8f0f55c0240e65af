import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checklistPage } from '../../../src/kinds/checklist/html-page.ts';
import type { ChecklistView, EvidenceView, ItemView } from '../../../src/kinds/checklist/view.ts';
import { hostile } from '../../kit/messages.ts';
import { type Element, readMarkup } from '../../kit/read-markup.ts';

const png = 'data:image/png;base64,iVBORw0KGgo=';
const proof: EvidenceView = { name: 'mast.png', type: 'image/png', size: 48_213, sha256: 'a'.repeat(64), proven: true };
const item: ItemView = { id: 'a', title: 'Link is up', status: 'completed', role: 'reseller', evidence: [] };

function viewOf(items: readonly ItemView[], change: Partial<ChecklistView> = {}): ChecklistView {
  return {
    id: 'CL-cutover.north',
    title: 'Cutover',
    subject: 'north',
    tenant: 'tenant-a',
    state: 'open',
    score: {
      total: 40,
      completed: 31,
      blocked: 2,
      percentage: 77.5,
      color: 'orange',
      byCategory: {
        net: { total: 8, completed: 8, percentage: 100 },
        mail: { total: 5, completed: 1, percentage: 20 },
      },
    },
    categories: [
      { id: 'net', title: 'Network', items },
      { id: 'mail', title: 'Mail', items: [] },
      { id: 'constructor', title: 'No score', items: [] },
    ],
    ...change,
  };
}

function read(view: ChecklistView): Element {
  return readMarkup(
    checklistPage(view)
      .replace('<!doctype html>\n', '')
      .trim()
      .replace(/<style>[\s\S]*<\/style>/, ''),
  );
}

function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function textOf(element: Element): string {
  return [element.text, ...element.children.map(textOf)].join(' ').replace(/\s+/g, ' ').trim();
}

const list = (items: readonly ItemView[]) => all(read(viewOf(items)), 'li').map(textOf);

describe('the page', () => {
  test('says what it is of, and how far it is, with a bar for all and one for each category', () => {
    const page = read(viewOf([item]));
    expect(all(page, 'title').map(textOf)).toEqual(['Cutover: north']);
    expect(all(page, 'dd').map(textOf)).toEqual(['north', 'tenant-a', 'open']);
    expect(textOf(page)).toContain('31');
    expect(textOf(page)).toContain('2 blocked');
    const bars = all(page, 'div').filter((each) => each.attributes.class === 'bar');
    expect(bars.map(({ children }) => children[0]?.attributes.style)).toEqual(['width:77%', 'width:100%', 'width:20%']);
    expect(bars.map(({ attributes }) => attributes['aria-label'])).toEqual(['77 % complete', '100 %', '20 %']);
    expect(all(page, 'h2').map(textOf)).toEqual(['Network 8/8', 'Mail 1/5', 'No score']);
  });

  test('tells of each item who did what when, and what was noted', () => {
    const at = '2026-02-21T14:05:09Z';
    const [done, open, strange] = list([
      {
        ...item,
        critical: true,
        notes: ' first\nsecond ',
        assignee: 'not shown',
        completedBy: 'awa@example.com',
        completedAt: at,
        validatedBy: 'nadia@example.com',
        validatedAt: 'yesterday',
      },
      { ...item, status: 'partial', assignee: 'awa@example.com', notes: '  ' },
      { ...item, status: 'blocked', completedBy: 'awa@example.com' },
    ]);
    for (const part of ['✓', 'critical', 'completed', 'reseller', 'by awa@example.com, 2026-02-21 14:05 UTC'])
      expect(done).toContain(part);
    expect(done).toContain('validated by nadia@example.com, yesterday');
    expect(done).not.toContain('not shown');
    expect(checklistPage(viewOf([{ ...item, notes: 'a\nb' }]))).toContain('a<br/>\nb');
    expect(open).toContain('~');
    expect(open).toContain('assigned to awa@example.com');
    expect(strange).toContain('last by awa@example.com');
  });

  test('shows evidence as pictures where there are some, as links otherwise, and says what is proven', () => {
    const link = { name: 'board', type: '', size: 0, url: 'https://x.example/d?a=1&b=2', proven: false };
    const page = read(
      viewOf([
        { ...item, evidence: [{ ...proof, thumbnail: png }, link, { ...link, name: '' }, { ...proof, size: 12 }] },
      ]),
    );
    expect(all(page, 'img').map(({ attributes }) => attributes)).toEqual([{ src: png, alt: 'mast.png' }]);
    expect(all(page, 'a').map((each) => [each.attributes.href, textOf(each)])).toEqual([
      [link.url, 'board'],
      [link.url, link.url],
    ]);
    const said = all(page, 'figure').map(textOf);
    for (const part of ['mast.png', 'image/png', '48 kB', 'sha256 aaaaaaaaaaaa proven'])
      expect(said[0]).toContain(part);
    expect(said.map((each) => each.endsWith('not proven'))).toEqual([false, true, true, false]);
    expect(said[3]).toContain('12 B');
    expect(textOf(read(viewOf([{ ...item, evidence: [{ ...proof, size: 3_200_000 }] }])))).toContain('3.2 MB');
  });
});

describe('whatever is in it', () => {
  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,<script>alert(1)</script>'],
    [' java\nscript:alert(1)'],
    ['https:alert'],
    ['//evil.example'],
    ['file:///etc/passwd'],
  ])('%j leads nowhere', (url) => {
    expect(all(read(viewOf([{ ...item, evidence: [{ ...proof, url }] }])), 'a')).toEqual([]);
    expect(all(read(viewOf([{ ...item, evidence: [{ ...proof, name: '', url }] }])), 'a')).toEqual([]);
  });

  test.each([
    ['data:image/svg+xml;base64,PHN2Zz4='],
    ['data:text/html;base64,PHN2Zz4='],
    ['https://evil.example/pixel.png'],
    [`${png}" onerror="alert(1)`],
    ['data:image/png;base64,'],
    ['DATA:image/png;base64,AAAA'],
  ])('%j is no picture', (thumbnail) => {
    expect(all(read(viewOf([{ ...item, evidence: [{ ...proof, thumbnail }] }])), 'img')).toEqual([]);
  });

  test('numbers and words that the types do not allow do no harm', () => {
    const odd = JSON.parse('{"color":"\\"><script>","status":"\\"><script>","total":"<script>"}');
    const { score } = viewOf([]);
    const page = checklistPage(
      viewOf([{ ...item, status: odd.status }], {
        score: {
          ...score,
          color: odd.color,
          total: odd.total,
          blocked: Number.NaN,
          percentage: Number.POSITIVE_INFINITY,
        },
      }),
    );
    expect(page).not.toContain('<script');
    expect(page).toContain('width:0%');
  });

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(hostile, '</style><script>', '\u202e\u001b[31m', '\ud800'),
  );
  const evidence = fc.record({
    name: text,
    type: text,
    size: fc.double(),
    sha256: text,
    url: text,
    thumbnail: text,
    proven: fc.boolean(),
  });
  const words = { title: text, role: text, notes: text, assignee: text, completedAt: text, validatedBy: text };

  test('texts stay texts: the page is well-formed, with no element, attribute or script of theirs', () => {
    fc.assert(
      fc.property(
        fc.record({ ...words, completedBy: text }),
        fc.array(evidence, { maxLength: 3 }),
        text,
        (texts, proofs, other) => {
          const plain = { id: other, title: other, subject: other, tenant: other, state: other };
          const view = viewOf([{ ...item, ...texts, evidence: proofs }], plain);
          const page = read(view);
          const elements = [
            'html',
            'head',
            'meta',
            'title',
            'body',
            'main',
            'header',
            'p',
            'h1',
            'dl',
            'div',
            'dt',
            'dd',
            'b',
          ];
          elements.push(
            'table',
            'tr',
            'th',
            'td',
            'section',
            'h2',
            'span',
            'ol',
            'li',
            'figure',
            'figcaption',
            'code',
            'a',
            'br',
            'footer',
          );
          const every = (element: Element): Element[] => [element, ...element.children.flatMap(every)];
          for (const { name, attributes } of every(page)) {
            expect(elements).toContain(name);
            expect(Object.keys(attributes).filter((each) => each.startsWith('on'))).toEqual([]);
          }
          expect(checklistPage(view)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        },
      ),
    );
  });

  test('nothing is loaded, run or sent', () => {
    const page = checklistPage(
      viewOf([{ ...item, title: hostile, evidence: [{ ...proof, thumbnail: png, url: hostile }] }]),
    );
    expect(page).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'");
    expect(page).not.toMatch(/<(?:script|link|iframe|object|form)\b|@import|url\(/i);
  });
});
