import { markupText } from '../../../domain/plain-text.ts';
import type { AuditEvent } from '../../../operations/audit-events.ts';
import { moment, objectId } from './page-cells.ts';

const heads = ['When', 'Record', 'Event', 'Who', 'Signed by', 'Digest of the spec', 'Commit', 'Verdict'];

export const eventsHead = `<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>`;

/** Shown by the script only: without one there is nothing to search with but the browser itself. */
export function controls(count: number): string {
  return `<form id="search" role="search" hidden>
<label>Search <input type="search" id="words" autocomplete="off" placeholder="id, address, digest, commit …"></label>
<label>Verdict <select id="verdict"><option value="">all</option><option value="bad">not ok</option><option value="ok">ok</option><option value="rest">anchor, unverified</option></select></label>
<output id="count">${count} of ${count}</output>
</form>`;
}

/** One event as a row of the table. */
export function eventRow(event: AuditEvent): string {
  const { record, action, at, by, digest, commit, verdict } = event;
  const kind = verdict === 'ok' ? 'ok' : verdict === 'anchor' || verdict === 'unverified' ? 'rest' : 'bad';
  const cells = [
    moment(at),
    record === '' ? '' : markupText(record),
    markupText(action),
    markupText(by) + otherHands(event),
    signedBy(event),
    digest === null ? '' : objectId(digest),
    objectId(commit),
    kind === 'bad' ? verdict.split(' ').map(broken).join(' ') : verdict,
  ];
  return `<tr data-verdict="${kind}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>\n`;
}

/** Who made the commit, where it is somebody else than the event names. */
function otherHands({ by, author, committer }: AuditEvent): string {
  const others = [...new Set([author, committer])].filter((each) => each !== by);
  return others.length === 0 ? '' : `<small>commit by ${others.map(markupText).join(' and ')}</small>`;
}

function signedBy({ signature, signer }: AuditEvent): string {
  if (signature === 'none') return '<span class="dim">unsigned</span>';
  if (signature !== 'good') return `<span class="broken">✗ ${signature} signature</span>`;
  return signer === null ? '<span class="broken">✗ unknown key</span>' : `✓ ${markupText(signer)}`;
}

function broken(code: string): string {
  return `<span class="broken">✗ ${markupText(code)}</span>`;
}
