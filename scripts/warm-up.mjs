import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSshKey } from './ssh-key.mjs';

const ask = ['--tenant=t', '--target=api/a@1.0.0', '--impact=low', '--rollback-plan=Promote the version before'];
ask.push('--justification=So that what is used most is compiled', '--release-notes=- None', '--staging-tests-passed');
ask.push('--security-scan-passed', '--evidence=https://ci.example.com/pipelines/1');

/** What is typed most, each by one of two people. */
const commands = [
  ['ada', 'init', '--admin=ada@example.com', '--key=ada.pub', '--tenant=t'],
  ['ada', 'policy', 'grant', 'bob@example.com', '--role=cpi', '--key=bob.pub'],
  ['bob', 'request', 'create', ...ask],
  ['bob', 'request', 'create', ...ask, '--json'],
  ['ada', 'policy', 'grant', 'ada@example.com', '--role=cpi'],
  ['ada', 'request', 'list'],
  ['ada', 'request', 'list'],
  ['bob', 'inbox'],
  ['ada', 'approve', 'PR-0000-0001'],
  ['ada', 'approve', '@first'],
  ['ada', 'show', '@first'],
  ['ada', 'check'],
  ['ada', 'check'],
  ['ada', 'check', '--range=HEAD~2..HEAD'],
  ['ada', 'audit'],
  ['ada', '--help'],
  ['ada', '--version'],
];

/**
 * Runs the program in this process, in a folder that is thrown away, so that V8 has compiled what people use most.
 * Without Git, or wherever a command fails, less is compiled, and nothing else is lost.
 */
export async function warmUp(main) {
  const folder = mkdtempSync(join(tmpdir(), 'rgz-build-'));
  const work = join(folder, 'work');
  let said = '';
  const stream = { isTTY: false, on() {}, write: (text) => (said += text) };
  const hostOf = (who) => ({
    ...{ stdin: { isTTY: false }, stdout: stream, stderr: stream, once() {}, cwd: () => work },
    env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: join(folder, who) },
    exit() {
      throw new Error('ended');
    },
  });
  try {
    mkdirSync(work);
    for (const who of ['ada', 'bob']) {
      const { privateFile, publicLine } = newSshKey(who);
      writeFileSync(join(folder, `${who}.key`), privateFile, { mode: 0o600 });
      writeFileSync(join(work, `${who}.pub`), `${publicLine}\n`);
      const person = `[user]\n\tname = ${who}\n\temail = ${who}@example.com\n\tsigningkey = ${folder}/${who}.key\n`;
      writeFileSync(join(folder, who), `${person}[gpg]\n\tformat = ssh\n[init]\n\tdefaultBranch = main\n`);
    }
    for (const [who, ...args] of commands) {
      const first = /PR-\d+-\d+/.exec(said)?.[0] ?? '';
      await main(
        args.map((each) => each.replace('@first', first)),
        hostOf(who),
      );
    }
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
