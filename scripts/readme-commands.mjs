// Prints the commands of a page that CI runs: each ```sh block that follows a line `<!-- ci:run -->`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const marked = /^<!-- ci:run -->[ \t]*\n\s*?^```sh[ \t]*\n([\s\S]*?)^```[ \t]*$/gm;

/** The text of each marked block, as it stands. A mark without a block is a mistake of the page. */
export function readmeCommands(markdown) {
  const text = markdown.replaceAll('\r\n', '\n');
  const blocks = [...text.matchAll(marked)].map((match) => match[1]);
  const marks = text.match(/^<!-- ci:run -->/gm)?.length ?? 0;
  if (marks === 0) throw new Error('no block is marked with <!-- ci:run -->');
  if (marks !== blocks.length) throw new Error(`${marks} marks, but ${blocks.length} sh blocks right after one`);
  return blocks;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const page = process.argv[2] ?? 'README.md';
  try {
    process.stdout.write(readmeCommands(readFileSync(page, 'utf8')).join('\n'));
  } catch (error) {
    process.stderr.write(`${page}: ${error.message}\n`);
    process.exitCode = 1;
  }
}
