/** What Slack reads as more than a letter, in the form in which it shows it as it is. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text that can mention nobody and link nowhere, of at most `limit` characters as they are sent; cut at a word. */
export function escaped(text: string, limit: number): string {
  const whole = withEntities(text.slice(0, limit + 1));
  if (whole.length <= limit) return whole;
  let size = 0;
  let end = 0;
  for (const sign of text) {
    size += withEntities(sign).length;
    if (size > limit - 1) break;
    end += sign.length;
  }
  const cut = text.slice(0, end);
  const word = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return `${withEntities(cut.slice(0, word > end / 2 ? word : end).trimEnd())}…`;
}

function withEntities(text: string): string {
  return text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

const lookalikes: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** The same for a line among markup: what would make it bold or code is replaced by what looks like it. */
export function literal(line: string, limit: number): string {
  const marks = /`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu;
  return escaped(
    line.slice(0, limit + 1).replace(marks, (mark) => lookalikes[mark] ?? mark),
    limit,
  );
}

/** The same in a block of code, which the text cannot end. */
export function code(text: string, limit: number): string {
  const inner = text.replace(/`{3,}/g, (run) => 'ˋ'.repeat(run.length));
  return `\`\`\`\n${escaped(inner, limit - 8)}\n\`\`\``;
}
