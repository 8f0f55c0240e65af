import { createHash } from 'node:crypto';
import type { AuditExport } from '../../../operations/export-audit.ts';
import { findingsTable } from './page-findings.ts';
import { script } from './page-script.ts';
import { style } from './page-style.ts';
import { banner, facts, notes, titleOf } from './page-summary.ts';
import { controls, eventRow, eventsHead } from './page-table.ts';

/** One page that needs nothing else: no address is loaded, and no script runs but its own, which only searches. */
export function* page(audit: AuditExport, version: string): Iterable<string> {
  const { summary, events, findings } = audit;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${titleOf(summary)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${titleOf(summary)}</h1>
${banner(summary)}
${facts(summary, version)}
</header>
<main>
${findingsTable(findings)}<section aria-labelledby="events">
<h2 id="events">What happened</h2>
${controls(events.length)}
<div class="wide">
<table id="trail">
${eventsHead}
<tbody>
`;
  for (const event of events) yield eventRow(event);
  yield `</tbody>
</table>
</div>
</section>
</main>
<footer>
${notes(summary)}
</footer>
<script>${script}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
