import { markupText, plainLine } from '../../../domain/plain-text.ts';
import type { AuditExport } from '../../../operations/export-audit.ts';
import { placeOf } from '../findings/place-of.ts';
import { objectId } from './page-cells.ts';

/** Everything that was found against the trail; nothing at all where it holds. */
export function findingsTable(findings: AuditExport['findings']): string {
  if (findings.length === 0) return '';
  const heads = ['Where', 'What', 'Rule', 'Commit'].map((head) => `<th scope="col">${head}</th>`).join('');
  const rows = findings.map(
    (each) =>
      `<tr><td>${markupText(placeOf(each))}</td><td>${markupText(plainLine(each.message))}</td>` +
      `<td class="broken">${markupText(each.rule)}</td><td>${each.commit === undefined ? '' : objectId(each.commit)}</td></tr>`,
  );
  return `<section aria-labelledby="findings">
<h2 id="findings">What was found</h2>
<div class="wide">
<table><thead><tr>${heads}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
</div>
</section>
`;
}
