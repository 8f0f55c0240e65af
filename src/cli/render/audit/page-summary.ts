import { markupText } from '../../../domain/plain-text.ts';
import type { AuditSummary } from '../../../operations/export-audit.ts';
import { counted } from '../findings/tally.ts';
import { moment, objectId } from './page-cells.ts';

const identities = {
  signed: 'signed: each commit carries a signature by a key that the policy lists for its author',
  author: 'author: who is named is a claim, not a proof; commits need not be signed',
} as const;

export function titleOf({ name }: AuditSummary): string {
  return markupText(name === null ? 'Audit of a records repository' : `Audit of ${name}`);
}

/** The verdict in one line. */
export function banner({ ok, findings }: AuditSummary): string {
  const [sign, said] = ok ? ['✓', 'The trail holds'] : ['✗', 'The trail does not hold'];
  const found = findings === 0 ? 'nothing was found against it' : `${counted(findings, 'finding')} below`;
  return `<p class="banner ${ok ? 'good' : 'bad'}" role="status"><strong>${sign} ${said}.</strong> ${capital(found)}.</p>`;
}

/** What was audited, and how it was counted. */
export function facts(summary: AuditSummary, version: string): string {
  const { head, anchor, branch, identity, commits, signed, records, events, unverified, exportedAt } = summary;
  const rows: [string, string][] = [
    ['Branch', `<code>${markupText(branch)}</code> at ${objectId(head)}`],
    ['Adopted with', anchor === null ? 'not part of what was audited' : objectId(anchor)],
    ['Identity', identity === null ? 'the policy cannot be used' : markupText(identities[identity])],
    ['Commits', `${commits} judged, ${signed} of them signed with a listed key`],
    ['Records', `${records}; ${counted(events, 'event')} listed here`],
    ['Not verified', unverified === 0 ? 'nothing' : `${counted(unverified, 'commit')} from before the adoption`],
    ['Exported', `${moment(exportedAt)} by rgz ${markupText(version)}`],
  ];
  return `<dl>${rows.map(([term, text]) => `<div><dt>${term}</dt><dd>${text}</dd></div>`).join('')}</dl>`;
}

/** How the page is to be read, and how anybody can check it. */
export function notes({ head }: AuditSummary): string {
  return [
    '<h2>How to read this</h2>',
    '<p>Each line is an event of a record, or a change of the policy or the settings, with the commit that holds it.',
    '<em>ok</em>: every rule is kept. <em>anchor</em>: the commit with which the repository was adopted, which is taken for granted.',
    '<em>unverified</em>: it came with the adoption, so nothing is claimed of it. Anything else names the rules that are not kept.</p>',
    `<p>To check it, clone the repository, see that it holds the commit <code>${markupText(head)}</code>, and run <code>rgz audit</code>.</p>`,
  ].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
