/** A command as it would be typed, in lines that fit: an option stays beside its value. */
export function typedLines(prompt, words, width) {
  const lines = [];
  let line = prompt;
  for (const part of parts(words.map(quoted))) {
    if (lines.length + line.length > prompt.length && `${line} ${part} \\`.length > width) {
      lines.push(`${line} \\`);
      line = `    ${part}`;
    } else line = `${line} ${part}`;
  }
  return [...lines, line];
}

function quoted(word) {
  return /^[\w./@:=%-]+$/.test(word) ? word : `"${word}"`;
}

function parts(words) {
  const grouped = [];
  for (const [at, word] of words.entries()) {
    const value = at > 0 && words[at - 1].startsWith('-') && !words[at - 1].includes('=') && !word.startsWith('-');
    if (value) grouped.push(`${grouped.pop()} ${word}`);
    else grouped.push(word);
  }
  return grouped;
}

/** Output as a pager shows it that does not wrap: what is too long for the terminal is cut. */
export function chopped(text, width) {
  return text
    .split('\n')
    .map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line))
    .join('\n');
}
