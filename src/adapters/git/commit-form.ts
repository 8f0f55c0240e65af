const person = /^(?:[^<>]+ )?<[^<>\s]+> \d{1,12} [+-]\d{4}$/;
const order = /^tree(?: parent)* author committer$/;
const once: ReadonlySet<string> = new Set(['tree', 'parent', 'author', 'committer']);

/**
 * What keeps a commit from being read alike by every program: headers twice, missing or out of order, people or dates
 * of another form, a NUL, an encoding that is not UTF-8.
 */
export function faultOfCommit(data: Buffer, head: readonly string[]): string | undefined {
  if (data.includes(0)) return 'it holds a NUL, behind which Git shows nothing';
  const named: string[] = [];
  let isStart = true;
  let odd: string | undefined;
  let encoding: string | undefined;
  for (const line of head) {
    if (line.startsWith(' ')) continue;
    const [name, value] = split(line);
    if (!once.has(name)) isStart = false;
    else if (!isStart) return misplaced;
    else named.push(name);
    if ((name === 'author' || name === 'committer') && !person.test(value)) odd ??= name;
    if (name === 'encoding') encoding ??= value;
  }
  if (!order.test(named.join(' '))) return misplaced;
  if (odd !== undefined) return `its ${odd} is not a name, an address and a date`;
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) return `its message is in the encoding ${encoding}`;
  return undefined;
}

const misplaced = 'tree, parents, author and committer are not once each, in this order, at its start';

function split(line: string): [string, string] {
  const at = line.indexOf(' ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
