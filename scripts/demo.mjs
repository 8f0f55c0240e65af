// The main job in a throw-away folder: ask, refuse one's own, approve, deploy, prove. Needs only Node and Git.
// With --awx the job runs in an emulated AWX instead of a program beside the controller.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rgz, Stage } from './demo/stage.mjs';
import { byAwx, byCommand } from './demo/ways.mjs';

const people = {
  ada: { name: 'Ada Admin', email: 'ada@example.com' },
  pierre: { name: 'Pierre Durand', email: 'pierre@example.com' },
  jean: { name: 'Jean Dupont', email: 'jean@example.com' },
  controller: { name: 'Controller', email: 'controller@example.com' },
};
const stage = new Stage(people, process.stdout, process.env);
const way = await (process.argv.includes('--awx') ? byAwx : byCommand)();
try {
  makeRecords();
  const id = decide();
  carryOut(id);
  lookAround(id);
} finally {
  way.end();
}

function makeRecords() {
  stage.enter('ada', { fresh: true });
  stage.say('Ada makes a records repository and says who may do what. All is signed.');
  stage.types('ada', [
    ...['rgz', 'init', '--admin', people.ada.email, '--key', '../keys/ada.pub'],
    ...['--tenant', 'tenant-finance', '--remote', join(stage.folder, 'remote.git')],
  ]);
  for (const [who, role, ...tenant] of [
    ['pierre', 'devops', '--tenant', 'tenant-finance'],
    ['jean', 'cpi', '--tenant', 'tenant-finance'],
    ['controller', 'controller'],
  ]) {
    const key = ['--key', `../keys/${who}.pub`];
    stage.types('ada', ['rgz', 'policy', 'grant', people[who].email, '--role', role, ...tenant, ...key]);
  }

  stage.say(`What brings a request to prod: ${way.says}.`);
  stage.say('What happens is told on the screen.');
  const { name, lines } = way.deployer;
  const path = '.rgz/config.yaml';
  const told = '\nnotifications:\n  channels:\n    screen: { type: console }\n';
  const config = readFileSync(join(stage.folder, 'ada', path), 'utf8');
  const named = config.replace('  prod: {}\n', `  prod: { deployer: ${name} }\n`);
  const files = { ...way.files, [path]: `${named}\ndeployers:\n  ${name}:\n${lines.join('\n')}\n${told}` };
  for (const [file, text] of Object.entries(files)) stage.write(`ada/${file}`, text);
  stage.types('ada', ['git', 'diff', '--unified=0', path]);
  stage.types('ada', ['git', 'add', ...Object.keys(files)]);
  const signer = fileURLToPath(new URL('demo/sign.mjs', import.meta.url));
  const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'gpg.ssh.program', GIT_CONFIG_VALUE_0: signer };
  stage.types('ada', ['git', 'commit', '-q', '-S', '-m', `Deploy to prod by ${name}`], { env });
  stage.types('ada', ['git', 'push', '-q']);
  for (const who of ['pierre', 'jean', 'controller']) stage.enter(who);
}

function decide() {
  stage.say('Pierre asks for a promotion. It is one YAML file and one commit on the remote.');
  stage.write('notes.md', '- Adds 3DS2\n- Fixes time-outs\n');
  const said = stage.types('pierre', [
    ...['rgz', 'request', 'create', '--tenant', 'tenant-finance', '--target', 'api/payment-api@2.1.0'],
    ...['--impact', 'low', '--justification', 'The payment flow has to meet the new card rules'],
    ...['--release-notes', '@../notes.md', '--rollback-plan', 'Promote 2.0.0 again'],
    ...['--staging-tests-passed', '--security-scan-passed', '--evidence', 'https://ci.example.com/pipelines/12345'],
  ]);
  const id = said.split('\n')[0];

  stage.say('He cannot approve it himself. The refusal says why, and who can.');
  stage.types('pierre', ['rgz', 'approve', id], { exits: 4 });

  stage.say('Jean sees what waits for him, looks at it and approves.');
  stage.types('jean', ['rgz', 'inbox']);
  stage.types('jean', ['rgz', 'show', id]);
  stage.types('jean', ['rgz', 'approve', id, '--comment', 'Tests seen, go']);

  stage.say('The commit is the event and nothing else.');
  stage.types('jean', ['git', 'show', '--format=%s', '--unified=1', 'HEAD'], { chop: true });
  return id;
}

function carryOut(id) {
  stage.say('A controller carries it out. Before it calls anything, it claims the request.');
  stage.types('controller', ['rgz', 'controller', 'run', '--plan'], { env: way.env });
  const run = ['rgz', 'controller', 'run', '--until-idle', '--timeout', '60', '--log', 'text'];
  stage.types('controller', run, { env: way.env });
  if (way.live !== undefined) stage.types('controller', ['cat', way.live]);

  stage.say('Anyone with a clone sees who did what, and proves it without any server.');
  stage.types('ada', ['rgz', 'log', id]);
  stage.types('ada', ['rgz', 'audit']);
  stage.types('ada', ['rgz', 'show', id]);
}

function lookAround(id) {
  stage.say('Look around');
  stage.tell(`Everything lies in ${stage.folder}:
a clone each for ada, pierre, jean and the controller, and their remote.git.
  cd ${join(stage.folder, 'jean')}
  alias rgz="node ${rgz}"
  git pull && git log --stat
  rgz explain ${id}
Remove it with: rm -r ${stage.folder}`);
}
