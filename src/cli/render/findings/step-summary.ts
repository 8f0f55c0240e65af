import { plainLine } from '../../../domain/plain-text.ts';
import type { Check } from '../../../operations/check.ts';
import { cutTo } from '../text-width.ts';
import { placeOf } from './place-of.ts';
import { scopeOf, tally } from './tally.ts';

type Finding = Check['findings'][number];

/** GitHub refuses a summary of more than 1 MiB; other steps of the job want to say something too. */
const mostBytes = 512 * 1024;
const longest = 500;

/** The findings as a Markdown table for the page of a job. */
export function stepSummary(check: Check): string {
  const { findings } = check;
  const scope = `${scopeOf(check)} checked`;
  if (findings.length === 0) return `### rgz check\n\n${scope}, nothing to say.\n\n`;
  const head = `### rgz check\n\n${scope}: **${tally(findings)}**\n\n| | where | what | to do |\n|---|---|---|---|\n`;
  const rows: string[] = [];
  let size = 0;
  for (const each of findings) {
    const row = rowOf(each);
    size += Buffer.byteLength(row);
    if (size > mostBytes) break;
    rows.push(row);
  }
  const left = findings.length - rows.length;
  const more = left === 0 ? '' : `\n${left} more: run \`rgz check\` to see them all.\n`;
  return `${head}${rows.join('')}${more}\n`;
}

function rowOf(each: Finding): string {
  const { rule, severity, message, remedy, commit } = each;
  const where = commit === undefined ? '' : ` (commit ${commit.slice(0, 12)})`;
  const said = `${cutTo(plainLine(message), longest)}${where}`;
  const sign = severity === 'error' ? '❌' : '⚠️';
  return `| ${sign} | ${escaped(placeOf(each))} | ${escaped(said)} \`${rule}\` | ${escaped(remedy)} |\n`;
}

/** As character references punctuation shows as it is and marks up nothing: no link, no tag, no cell. */
function escaped(text: string): string {
  return text
    .replace(/[!-,:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`);
}
