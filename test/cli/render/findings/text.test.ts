import { describe, expect, test } from 'vitest';
import { text } from '../../../../src/cli/render/findings/text.ts';
import { paint } from '../../../../src/cli/render/paint.ts';
import { textWidth } from '../../../../src/cli/render/text-width.ts';
import { aCheck, aFinding, mixed, unprintable } from './hostile-findings.ts';

const screen = { paint: paint(false), width: 80 };

describe('text', () => {
  test('is one line when there is nothing to say', () => {
    expect(text(aCheck([], 1), screen)).toBe('✓ 1 record checked, nothing to say');
  });

  test('says the place once, then what is wrong and what to do, and sums up', () => {
    const second = aFinding({ rule: 'history.illegal-move', message: '"approved" cannot happen when deployed' });
    const warning = aFinding({
      rule: 'policy.nobody-approves',
      severity: 'warning',
      message: 'nobody may approve requests of tenant t',
      file: '.rgz/policy.yaml',
      remedy: 'rgz policy grant <email> --role cpi --tenant <id>',
      line: 9,
      column: 3,
    });
    expect(text(aCheck([warning, aFinding({ commit: 'ab'.repeat(20) }), second]), screen)).toBe(
      `.rgz/policy.yaml:9:3
  ! nobody may approve requests of tenant t [policy.nobody-approves]
    → rgz policy grant <email> --role cpi --tenant <id>

requests/prod/2026/11/PR-2026-0001.yaml:31:10
  ✗ status.state says approved, the history says pending (commit abababababab)
    [status.state-differs]
    → put back what the commit before it said, and make the change with rgz
  ✗ "approved" cannot happen when deployed [history.illegal-move]
    → put back what the commit before it said, and make the change with rgz

✗ 3 records checked: 2 errors, 1 warning`,
    );
  });

  test('fits a screen of 80 columns and prints nothing that steers it', () => {
    const lines = text(mixed, screen).split('\n');
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).not.toMatch(unprintable);
  });

  test('is not cut where no terminal says how wide it is, and marks with colour only what it says anyway', () => {
    const wide = text(mixed, { ...screen, width: Number.POSITIVE_INFINITY });
    expect(wide).toContain('says pending [status.state-differs]');
    const coloured = text(mixed, { ...screen, paint: paint(true) });
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(text(mixed, screen));
  });
});
