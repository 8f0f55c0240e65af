import { lists } from './lists.ts';
import type { Random } from './random.ts';

const scraps = lists.scraps;

/** The text with a few small changes: of bytes, lines, indentation, or with scraps of syntax put in. */
export function mutate(random: Random, text: string, count = 1 + random.below(4)): string {
  let result = text;
  for (let done = 0; done < count; done += 1) result = change(random, result);
  return result;
}

function change(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  switch (random.below(12)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(32 + random.below(95)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random.below(3));
    case 2:
    case 3:
    case 4:
      return text.slice(0, at) + random.pick(scraps) + text.slice(at + random.below(3));
    case 5:
      return text.slice(0, at);
    case 6:
      return text.replaceAll('\n', random.pick(['\r\n', '\n\n', '\n', ' \n', '\n ']));
    default:
      return changeLines(random, text);
  }
}

function changeLines(random: Random, text: string): string {
  const lines = text.split('\n');
  const one = random.below(lines.length);
  const other = random.below(lines.length);
  const line = lines[one] ?? '';
  switch (random.below(7)) {
    case 0:
      lines[one] = lines[other] ?? '';
      lines[other] = line;
      break;
    case 1:
      lines.splice(one, 1);
      break;
    case 2:
      lines.splice(one, 0, lines[other] ?? '');
      break;
    case 3:
      lines[one] = ' '.repeat(1 + random.below(3)) + line;
      break;
    case 4:
      lines[one] = line.replace(/^ {1,2}/, '');
      break;
    case 5:
      lines[one] = line + random.pick([' ', ' # c', '#', ':', '  ', ' |', ' "', ' x: 1']);
      break;
    default:
      lines[one] = line.replace(/: .*/, `: ${random.pick(scraps)}`);
  }
  return lines.join('\n');
}
