export type Shell = 'bash' | 'zsh' | 'fish';

export interface KnownCommand {
  words: string;
  summary: string;
  flags: readonly string[];
}

/** A script that completes commands and their flags. It holds the lists, so that completing starts no program. */
export function completionScript(shell: Shell, commands: readonly KnownCommand[]): string {
  if (shell === 'fish') return fish(commands);
  const body = bash(commands);
  return shell === 'bash'
    ? `${body}complete -o default -F _rgz rgz\n`
    : `#compdef rgz\nautoload -U +X bashcompinit && bashcompinit\n${body}complete -o default -F _rgz rgz\n`;
}

function bash(commands: readonly KnownCommand[]): string {
  const firsts = [...new Set(commands.map((each) => each.words.split(' ')[0] ?? ''))];
  const groups = firsts.filter((first) => commands.some((each) => each.words.startsWith(`${first} `)));
  const seconds = groups.map((group) => {
    const words = commands.filter((each) => each.words.startsWith(`${group} `)).map((each) => each.words.split(' ')[1]);
    return `    "${group}") words="${words.join(' ')}" ;;`;
  });
  const flags = commands.map((each) => `    "${each.words}") words="${each.flags.join(' ')}" ;;`);
  return `_rgz() {
  local current="\${COMP_WORDS[COMP_CWORD]}" typed="" word words="" at
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    case "$word" in
      -C) ((at++)) ;;
      -*) ;;
      *) if [[ $(wc -w <<<"$typed") -lt 2 ]]; then typed="\${typed:+$typed }$word"; fi ;;
    esac
  done
  case "$typed" in
    "") words="${firsts.join(' ')}" ;;
${seconds.join('\n')}
  esac
  if [[ "$current" == -* || -z "$words" ]]; then
    case "$typed" in
${flags.map((line) => `  ${line}`).join('\n')}
      *) case "\${typed%% *}" in
${commands
  .filter((each) => !each.words.includes(' '))
  .map((each) => `        "${each.words}") words="${each.flags.join(' ')}" ;;`)
  .join('\n')}
      esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
`;
}

function fish(commands: readonly KnownCommand[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "\\'")}'`;
  const lines = ['complete -c rgz -f'];
  for (const { words, summary, flags } of commands) {
    const [first = '', second] = words.split(' ');
    if (second === undefined) lines.push(`complete -c rgz -n __fish_use_subcommand -a ${first} -d ${quote(summary)}`);
    else {
      lines.push(`complete -c rgz -n __fish_use_subcommand -a ${first}`);
      lines.push(`complete -c rgz -n '__fish_seen_subcommand_from ${first}' -a ${second} -d ${quote(summary)}`);
    }
    const seen = second === undefined ? first : second;
    for (const flag of flags.filter((each) => each.startsWith('--'))) {
      lines.push(`complete -c rgz -n '__fish_seen_subcommand_from ${seen}' -l ${flag.slice(2)}`);
    }
  }
  return `${[...new Set(lines)].join('\n')}\n`;
}
