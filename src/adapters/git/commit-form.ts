const person = /^(?:[^<>]+ )?<[^<>\s]+> \d{1,12} [+-]\d{4}$/;
const order = /^tree(?: parent)* author committer$/;
const once: ReadonlySet<string> = new Set(['tree', 'parent', 'author', 'committer']);

/**
 * What keeps a commit from being read alike by every program: headers twice, missing or out of order, people or dates
 * of another form, a NUL, an encoding that is not UTF-8.
 */
export function faultOfCommit(data: Buffer, head: readonly string[]): string | undefined {
  if (data.includes(0)) return 'it holds a NUL, behind which Git shows nothing';
  const headers = head.filter((line) => !line.startsWith(' ')).map(split);
  const named = headers.filter(([name]) => once.has(name)).map(([name]) => name);
  if (!order.test(named.join(' ')) || !headers.slice(0, named.length).every(([name]) => once.has(name)))
    return 'tree, parents, author and committer are not once each, in this order, at its start';
  const odd = headers.find(([name, value]) => (name === 'author' || name === 'committer') && !person.test(value));
  if (odd !== undefined) return `its ${odd[0]} is not a name, an address and a date`;
  const encoding = headers.find(([name]) => name === 'encoding')?.[1];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) return `its message is in the encoding ${encoding}`;
  return undefined;
}

function split(line: string): [string, string] {
  const at = line.indexOf(' ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}
