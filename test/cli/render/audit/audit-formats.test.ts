import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { csv } from '../../../../src/cli/render/audit/csv.ts';
import { json } from '../../../../src/cli/render/audit/json.ts';
import { page } from '../../../../src/cli/render/audit/page.ts';
import type { AuditExport } from '../../../../src/operations/export-audit.ts';
import { type Element, readMarkup } from '../../../kit/read-markup.ts';
import { unprintable } from '../findings/hostile-findings.ts';
import { anAudit, anEvent, mixed } from './an-audit.ts';

const html = (audit: AuditExport) => [...page(audit, '1.2.3')].join('');

describe('an audit as JSON', () => {
  test('is one document with all of it', () => {
    const text = [...json(mixed, '1.2.3')].join('');
    expect(text).not.toMatch(unprintable);
    const { rgz, summary, findings, events } = JSON.parse(text);
    expect([rgz, summary.commits, findings.length]).toEqual(['1.2.3', 7, 1]);
    expect(events).toEqual(mixed.events.map((event) => JSON.parse(JSON.stringify(event))));
    expect(JSON.parse([...json(anAudit([]), '1')].join('')).events).toEqual([]);
  });
});

describe('an audit as CSV', () => {
  const lines = [...csv(mixed)].join('');

  test('is a heading and one line for each event, as RFC 4180 has it', () => {
    expect(lines.split('\r\n')).toHaveLength(mixed.events.length + 2);
    expect(lines).toMatch(/^record,action,at,by,digest,commit,author,committer,signer,signature,verdict,identity\r\n/);
    expect(lines).toContain(
      `PR-2026-0001,approved,2026-11-21T08:03:57Z,jean@example.com,sha256:${'ab'.repeat(32)},${'c'.repeat(40)},jean@example.com,jean@example.com,jean@example.com,good,ok,signed\r\n`,
    );
    expect([...csv(anAudit([anEvent()], { identity: 'author' }))].join('')).toMatch(/,author\r\n$/);
    expect(lines.replaceAll('\r\n', '')).not.toMatch(unprintable);
  });

  test('starts no cell with what a spreadsheet would calculate', () => {
    const [by, author, committer] =
      lines.split('\r\n').at(-2)?.split(',').slice(3, 8).filter(Boolean).toSpliced(1, 2) ?? [];
    expect([by, author, committer]).toEqual([`"'=cmd|calc"`, `"'@SUM(1)"`, `"'＋1"`]);
    const cells = lines.split(/\r\n|,/).filter((cell) => /^"?\s*[=+\-@＝＋－＠]/.test(cell));
    expect(cells).toEqual([]);
  });
});

describe('an audit as a page', () => {
  const text = html(mixed);
  const table = text.slice(text.indexOf('id="trail"'));
  const body = readMarkup(/<tbody>[\s\S]*?<\/tbody>/.exec(table)?.[0] ?? '');
  const said = (element: Element): string => element.text + element.children.map(said).join(' ');

  test('loads nothing, and runs no script but its own', () => {
    const outside = text.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '');
    expect(outside).not.toMatch(/<script|<link|<img|<iframe|<svg|\s(?:src|href|style|on\w+)=/i);
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(text) ?? [];
    expect(style).not.toMatch(/url\(|@import|\/\//);
    const hash = (part: string) => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;
    expect(text).toContain(
      `content="default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'"`,
    );
    expect(html(anAudit([anEvent()]))).toContain(`<script>${script}</script>`);
  });

  test('shows what records say as text, wherever it stands', () => {
    expect(text).not.toMatch(unprintable);
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toContain('<script>alert');
    expect(text).toMatch(/<title>Audit of red evil .*&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  });

  test('has a row for each event: who, what, when, digest, signer and verdict', () => {
    expect(body.children).toHaveLength(mixed.events.length);
    expect(body.children.map((row) => row.attributes['data-verdict'])).toEqual(['rest', 'rest', 'ok', 'bad', 'bad']);
    const cells = body.children[2]?.children.map(said) ?? [];
    expect(cells.map((cell) => cell.trim())).toEqual([
      '2026-11-21 08:03:57Z',
      'PR-2026-0001',
      'approved',
      'jean@example.com',
      '✓ jean@example.com',
      `sha256:${'ab'.repeat(32)}`,
      'c'.repeat(40),
      'ok',
    ]);
    const bad = body.children[3]?.children.map(said) ?? [];
    expect([bad[4]?.trim(), bad[7]?.trim()]).toEqual(['✗ bad signature', '✗ trail.bad-signature ✗ history.rewritten']);
    const other = body.children[4]?.children.map(said) ?? [];
    expect(other[3]).toContain('commit by @SUM(1) and ＋1');
    expect(other[4]?.trim()).toBe('✗ unknown key');
  });

  test('says first what it came to, and what is not claimed', () => {
    expect(text).toContain('✗ The trail does not hold.</strong> 1 finding below.');
    expect(text).toContain('<h2 id="findings">');
    expect(text).toContain('3 commits from before the adoption');
    const good = html(anAudit([anEvent()], { unverified: 0, identity: 'author' }));
    expect(good).toContain('✓ The trail holds.</strong> Nothing was found against it.');
    expect(good).not.toContain('<h2 id="findings">');
    expect(good).toContain('a claim, not a proof');
  });

  test('shows the search only where the script runs', () => {
    expect(text).toMatch(/<form id="search" role="search" hidden>/);
    expect(text).toContain('form.hidden = false');
  });
});
