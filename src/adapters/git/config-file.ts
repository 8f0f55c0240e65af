/** One setting: the key as Git prints it (section and name in lower case, the middle as written), and its value. */
export type Setting = readonly [key: string, value: string];

/**
 * Reads a repository's own config file in Git's syntax without starting Git.
 * Undefined when the file includes others or isn't fully understood: then Git has to be asked.
 */
export function parseConfigFile(text: string): Setting[] | undefined {
  const settings: Setting[] = [];
  let section = '';
  for (const line of text.replace(/\r\n/g, '\n').replace(/\\\n/g, '').split('\n')) {
    let rest = line.trim();
    const header = /^\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(rest);
    if (header !== null) {
      const [whole, name = '', middle] = header;
      if (/^include(if)?$/i.test(name)) return undefined;
      section = name.toLowerCase() + (middle === undefined ? '' : `.${middle.replace(/\\(.)/g, '$1')}`);
      rest = rest.slice(whole.length).trim();
    }
    if (rest === '' || rest.startsWith('#') || rest.startsWith(';')) continue;
    const setting = /^([A-Za-z][\w-]*)\s*(?:=\s*(.*))?$/s.exec(rest);
    if (section === '' || setting === null) return undefined;
    const value = setting[2] === undefined ? 'true' : plainValue(setting[2]);
    if (value === undefined) return undefined;
    settings.push([`${section}.${(setting[1] ?? '').toLowerCase()}`, value]);
  }
  return settings;
}

function plainValue(written: string): string | undefined {
  let value = '';
  let quoted = false;
  let end = 0;
  for (let at = 0; at < written.length; at++) {
    const char = written[at] ?? '';
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '#' || char === ';')) break;
    else if (char === '\\') {
      const escaped = { n: '\n', t: '\t', b: '\b', '"': '"', '\\': '\\' }[written[++at] ?? ''];
      if (escaped === undefined) return undefined;
      value += escaped;
    } else value += char;
    if (quoted || !/\s/.test(char)) end = value.length;
  }
  return quoted ? undefined : value.slice(0, end);
}
