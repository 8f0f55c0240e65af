/** Searches the rows by what they say. Nothing from a record is in it. */
export const script = `
'use strict';
const form = document.getElementById('search');
const words = document.getElementById('words');
const verdict = document.getElementById('verdict');
const count = document.getElementById('count');
const rows = Array.from(document.querySelectorAll('#trail tbody tr'), (row) => ({
  row, text: row.textContent.toLowerCase(), verdict: row.dataset.verdict,
}));
function search() {
  const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const each of rows) {
    const fits = (verdict.value === '' || verdict.value === each.verdict) && wanted.every((word) => each.text.includes(word));
    each.row.hidden = !fits;
    if (fits) shown += 1;
  }
  count.textContent = shown + ' of ' + rows.length;
}
form.addEventListener('submit', (event) => event.preventDefault());
words.addEventListener('input', search);
verdict.addEventListener('input', search);
form.hidden = false;
search();
`;
