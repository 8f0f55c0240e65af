/** Light and dark, a screen and paper. */
export const style = `
:root { color-scheme: light dark; --text: #1b1f24; --dim: #59636e; --back: #fff; --line: #d5dae0; --head: #f3f5f7; --good: #1a7f37; --bad: #c1201c; --badback: #fff1f0; --goodback: #eefaf1; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e9ec; --dim: #9aa4ae; --back: #14171a; --line: #343b42; --head: #1e2328; --good: #4ac26b; --bad: #ff8a80; --badback: #351513; --goodback: #10291a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1600px; padding: 1.5rem 2rem 3rem; font: 15px/1.45 system-ui, sans-serif; color: var(--text); background: var(--back); }
h1 { font-size: 1.7rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
code { font: .87em/1.4 ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
.banner { margin: 0 0 1rem; padding: .6rem .9rem; border: 1px solid; border-radius: 6px; }
.banner.good { color: var(--good); background: var(--goodback); }
.banner.bad { color: var(--bad); background: var(--badback); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); gap: .35rem 2rem; margin: 0; }
dl div { display: flex; gap: .75rem; }
dt { flex: 0 0 7rem; color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; margin: 0 0 .75rem; }
form[hidden] { display: none; }
input, select { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 5px; padding: .3rem .5rem; }
input { width: 22rem; max-width: 100%; }
output, .dim, small { color: var(--dim); }
small { display: block; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th { background: var(--head); font-weight: 600; white-space: nowrap; }
td { overflow-wrap: anywhere; }
#trail td:nth-child(2), #trail td:nth-child(3) { min-width: 7.5rem; }
#trail td:nth-child(4), #trail td:nth-child(5) { min-width: 13rem; }
time, .id { white-space: nowrap; }
.id span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.broken { color: var(--bad); }
td .broken { display: block; white-space: nowrap; }
tr[data-verdict='bad'] { background: var(--badback); }
tr[data-verdict='rest'] td:last-child { color: var(--dim); }
footer { color: var(--dim); max-width: 60rem; }
footer h2 { color: var(--text); }
@page { size: A4 landscape; margin: 12mm 10mm; }
@media print {
  :root { color-scheme: light; --text: #000; --dim: #444; --back: #fff; --line: #bbb; --head: #eee; --good: #0b5a20; --bad: #a00; --badback: #fff; --goodback: #fff; }
  body { max-width: none; padding: 0; font-size: 8.5pt; }
  form { display: none; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
  th, td { padding: 1mm 1.5mm; }
  .id { white-space: normal; font-size: 7pt; line-height: 1.25; }
  .id span { position: static; width: auto; clip-path: none; }
  td .broken, #trail time { white-space: normal; }
  #trail { table-layout: fixed; }
  #trail td:nth-child(n) { min-width: 0; }
  #trail th { white-space: normal; }
  #trail th:nth-child(1) { width: 8%; }
  #trail th:nth-child(2) { width: 10%; }
  #trail th:nth-child(3) { width: 9%; }
  #trail th:nth-child(4), #trail th:nth-child(5) { width: 17.5%; }
  #trail th:nth-child(6) { width: 16%; }
  #trail th:nth-child(7) { width: 11%; }
}
`;
