/**
 * How the page looks. What a colour says is said by a sign, a word or a length too, and bars are drawn as borders,
 * which printers keep where they leave backgrounds out.
 */
export const pageStyle = `
* { box-sizing: border-box; margin: 0; padding: 0; }
body { font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; color: #1a1d21; background: #fff; overflow-wrap: anywhere; }
main, footer { max-width: 820px; margin: 0 auto; padding: 0 28px; }
header { padding: 36px 0 8px; }
.id { font-family: ui-monospace, "Liberation Mono", Menlo, monospace; font-size: 12px; color: #5b6470; }
h1 { font-size: 28px; line-height: 1.2; margin: 4px 0 16px; }
.facts div { display: inline-block; margin: 0 36px 10px 0; vertical-align: top; }
dt { font-size: 11px; text-transform: uppercase; letter-spacing: .06em; color: #5b6470; }
dd { font-size: 16px; font-weight: 600; }
.score { display: flex; align-items: center; gap: 24px; margin: 14px 0 20px; padding: 18px 22px; border: 1px solid #c9ced6; border-left: 8px solid; border-radius: 6px; }
.score.red { border-left-color: #b42318; --fill: #b42318; }
.score.yellow { border-left-color: #d9a400; --fill: #d9a400; }
.score.orange { border-left-color: #cf5c0c; --fill: #cf5c0c; }
.score.green { border-left-color: #16794c; --fill: #16794c; }
.figure { font-size: 26px; white-space: nowrap; color: #5b6470; font-variant-numeric: tabular-nums; }
.figure b { font-size: 44px; line-height: 1; color: #1a1d21; }
.whole { flex: 1; }
.share { margin-top: 6px; }
.bar { height: 12px; border: 1px solid #5b6470; border-radius: 3px; overflow: hidden; }
.bar div { height: 0; border-top: 12px solid var(--fill, #44505e); }
.whole .bar { height: 20px; }
.whole .bar div { border-top-width: 20px; }
.parts { width: 100%; border-collapse: collapse; }
.parts th { text-align: left; font-weight: 500; padding: 4px 16px 4px 0; width: 38%; }
.parts .bar-cell { vertical-align: middle; }
.parts .full th { font-weight: 700; }
.parts .full .bar { --fill: #16794c; }
.count { white-space: nowrap; font-variant-numeric: tabular-nums; color: #3d4650; }
td.count { text-align: right; width: 64px; padding-left: 12px; }
section { margin-top: 26px; }
h2 { font-size: 17px; padding-bottom: 6px; border-bottom: 2px solid #1a1d21; break-after: avoid; }
h2 .count { float: right; font-weight: 400; font-size: 15px; padding-left: 12px; }
.items { list-style: none; }
.item { display: flex; gap: 14px; padding: 11px 0; border-bottom: 1px solid #dde1e6; break-inside: avoid; }
.sign { flex: none; width: 20px; height: 20px; margin-top: 1px; border: 1.5px solid #1a1d21; border-radius: 4px; text-align: center; font-weight: 700; font-size: 15px; line-height: 17px; }
.completed .sign { color: #16794c; border-color: #16794c; }
.blocked .sign { color: #b42318; border-color: #b42318; border-width: 2.5px; line-height: 15px; }
.not_applicable .sign, .not_started .sign { color: #5b6470; border-color: #8b94a0; }
.what { flex: 1; min-width: 0; }
.title { font-size: 15px; font-weight: 600; }
.critical { border: 1px solid #1a1d21; border-radius: 3px; padding: 0 5px; font-size: 11px; font-weight: 600; text-transform: uppercase; letter-spacing: .04em; white-space: nowrap; }
.meta { color: #4a535e; font-size: 13px; }
.meta .status, .meta span { display: inline-block; margin-right: 14px; }
.status { color: #1a1d21; font-weight: 600; }
.completed .status { color: #16794c; }
.blocked .status { color: #b42318; }
.notes { margin-top: 5px; padding-left: 10px; border-left: 3px solid #c9ced6; }
.evidence { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 10px; margin-top: 8px; }
figure { border: 1px solid #c9ced6; border-radius: 4px; padding: 8px 10px; max-width: 100%; font-size: 12px; break-inside: avoid; }
figure.unproven { border-style: dashed; border-color: #8b94a0; }
figure.pictured { width: 212px; }
figure img { display: block; width: 190px; height: 130px; object-fit: contain; background: #f3f5f7; margin-bottom: 6px; }
figure .name { display: block; font-weight: 600; }
figure .facts { color: #4a535e; }
.proof { white-space: nowrap; }
.proven .proof { color: #16794c; }
code { font-family: ui-monospace, "Liberation Mono", Menlo, monospace; font-size: 11px; }
a { color: #0b57d0; }
footer { margin-top: 28px; padding-top: 10px; padding-bottom: 32px; color: #4a535e; font-size: 12px; }
@media (max-width: 560px) {
  main, footer { padding: 0 16px; }
  .score { display: block; }
  .whole { margin-top: 10px; }
}
@media print {
  @page { margin: 15mm 14mm; }
  body { font-size: 10.5pt; }
  main, footer { max-width: none; padding: 0 1px; }
  header { padding-top: 0; }
  .title { font-size: 11pt; }
  a { color: inherit; }
  a::after { content: " <" attr(href) ">"; font-weight: 400; }
}
`;
