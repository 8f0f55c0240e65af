import { itemRow } from './html-item.ts';
import { pageStyle } from './html-style.ts';
import { line, percent } from './html-text.ts';
import type { CategoryView, ChecklistView, PartScore, ScoreColor, ScoreView } from './view.ts';

/** Nothing is loaded and nothing runs, whatever a text in it says. */
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const colors: ReadonlySet<string> = new Set<ScoreColor>(['red', 'yellow', 'orange', 'green']);

/** A checklist as one page of HTML that holds all it needs: to print, to mail, or to file. */
export function checklistPage(view: ChecklistView): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light"/>
<title>${line(view.title)}: ${line(view.subject)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${header(view)}
${view.categories.map((category) => section(category, partOf(view.score, category))).join('\n')}
</main>
<footer>${line(view.id)}. Marked <b>proven</b>: the file is kept with the record and was found unaltered. A link alone proves nothing.</footer>
</body>
</html>
`;
}

function header({ id, title, subject, tenant, state, score, categories }: ChecklistView): string {
  const share = percent(score.percentage);
  const blocked = score.blocked > 0 ? `, <b>${count(score.blocked)} blocked</b>` : '';
  return `<header>
<p class="id">${line(id)}</p>
<h1>${line(title)}</h1>
<dl class="facts">
${[
  ['Subject', subject],
  ['Tenant', tenant],
  ['State', state],
]
  .map(([label = '', value = '']) => `<div><dt>${label}</dt><dd>${line(value)}</dd></div>`)
  .join('\n')}
</dl>
<div class="score ${colorOf(score)}">
<p class="figure"><b>${count(score.completed)}</b>/${count(score.total)}</p>
<div class="whole">${bar(share, `${share} % complete`)}
<p class="share">${share} % complete${blocked}</p></div>
</div>
<table class="parts">
${categories.map((category) => partRow(category, partOf(score, category))).join('\n')}
</table>
</header>`;
}

function partRow({ title }: CategoryView, part: PartScore | undefined): string {
  if (part === undefined) return `<tr><th scope="row">${line(title)}</th><td></td><td></td></tr>`;
  const share = percent(part.percentage);
  return `<tr class="${share === 100 ? 'full' : 'open'}"><th scope="row">${line(title)}</th><td class="bar-cell">${bar(share, `${share} %`)}</td><td class="count">${tally(part)}</td></tr>`;
}

function section({ title, items }: CategoryView, part: PartScore | undefined): string {
  const done = part === undefined ? '' : ` <span class="count">${tally(part)}</span>`;
  return `<section>
<h2>${line(title)}${done}</h2>
<ol class="items">
${items.map(itemRow).join('\n')}
</ol>
</section>`;
}

function bar(share: number, label: string): string {
  return `<div class="bar" role="img" aria-label="${label}"><div style="width:${share}%"></div></div>`;
}

function partOf({ byCategory }: ScoreView, { id }: CategoryView): PartScore | undefined {
  return Object.hasOwn(byCategory, id) ? byCategory[id] : undefined;
}

function tally({ completed, total }: PartScore): string {
  return `${count(completed)}/${count(total)}`;
}

function count(value: number): string {
  return Number.isFinite(value) ? String(Math.max(0, Math.floor(value))) : '0';
}

function colorOf({ color }: ScoreView): string {
  return colors.has(color) ? color : 'red';
}
