// The main job in a throw-away folder: ask, refuse one's own, approve, prove. Needs only Node and Git.
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rgz = fileURLToPath(new URL('../bin/rgz.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rgz-demo-'));
const color = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (color ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text) => (color ? `\u001b[2m${text}\u001b[22m` : text);

const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_PAGER: 'cat',
};
for (const name of Object.keys(env)) if (/^GIT_(AUTHOR|COMMITTER|DIR|WORK_TREE|INDEX)/.test(name)) delete env[name];
writeFileSync(env.GIT_CONFIG_GLOBAL, '[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n');

const people = {
  ada: { name: 'Ada Admin', email: 'ada@example.com' },
  pierre: { name: 'Pierre Durand', email: 'pierre@example.com' },
  jean: { name: 'Jean Dupont', email: 'jean@example.com' },
};

function run(command, args, cwd, allowed = [0]) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  if (!allowed.includes(status))
    throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return { status, text: `${stdout}${stderr}`.trimEnd(), stdout: stdout.trim() };
}

const shown = (args) => args.map((each) => (/^[\w./@:=-]+$/.test(each) ? each : `"${each}"`)).join(' ');

/** Types one rgz command as one person, in that person's clone. */
function as(who, args, allowed = [0], program = 'rgz') {
  console.log(`\n${dim(`${who}@${program === 'rgz' ? 'records' : 'git'} $`)} ${bold(`${program} ${shown(args)}`)}`);
  const full =
    program === 'rgz' ? [process.execPath, [rgz, ...(color ? [] : ['--no-color']), ...args]] : [program, args];
  const result = run(full[0], full[1], join(folder, who), allowed);
  if (result.text !== '') console.log(result.text);
  if (result.status !== 0) console.log(dim(`(exit ${result.status})`));
  return result.stdout;
}

const say = (text) => console.log(`\n${bold(`# ${text}`)}`);

/** An SSH key without ssh-keygen: the private half as PEM, the public half as one line. */
function makeKey(who) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url');
  const field = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const blob = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(raw)]);
  writeFileSync(join(folder, 'keys', who), privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  writeFileSync(join(folder, 'keys', `${who}.pub`), `ssh-ed25519 ${blob.toString('base64')} ${who}\n`);
}

function settle(who) {
  const at = join(folder, who);
  const settings = {
    'user.name': people[who].name,
    'user.email': people[who].email,
    'gpg.format': 'ssh',
    'user.signingkey': join(folder, 'keys', who),
  };
  for (const [name, value] of Object.entries(settings)) run('git', ['config', name, value], at);
}

mkdirSync(join(folder, 'keys'));
Object.keys(people).forEach(makeKey);
run('git', ['init', '-q', '--bare', '-b', 'main', 'remote.git'], folder);
run('git', ['init', '-q', '-b', 'main', 'ada'], folder);
settle('ada');

say('Ada makes a records repository and says who may do what. Every commit will be signed.');
as('ada', [
  'init',
  '--admin',
  people.ada.email,
  '--key',
  '../keys/ada.pub',
  '--tenant',
  'tenant-finance',
  '--remote',
  join(folder, 'remote.git'),
]);
as('ada', [
  'policy',
  'grant',
  people.pierre.email,
  '--role',
  'devops',
  '--tenant',
  'tenant-finance',
  '--key',
  '../keys/pierre.pub',
]);
as('ada', [
  'policy',
  'grant',
  people.jean.email,
  '--role',
  'cpi',
  '--tenant',
  'tenant-finance',
  '--key',
  '../keys/jean.pub',
]);
for (const who of ['pierre', 'jean']) {
  run('git', ['clone', '-q', 'remote.git', who], folder);
  settle(who);
}

say('Pierre asks for a promotion. It is one YAML file and one commit on the remote.');
const id = as('pierre', [
  'request',
  'create',
  '--tenant',
  'tenant-finance',
  '--target',
  'api/payment-api@2.1.0',
  '--impact',
  'low',
  '--justification',
  'The payment flow has to meet the new card rules',
  '--release-notes',
  '- Adds 3DS2\n- Fixes time-outs',
  '--rollback-plan',
  'Promote 2.0.0 again',
  '--staging-tests-passed',
  '--security-scan-passed',
  '--evidence',
  'https://ci.example.com/pipelines/12345',
]).split('\n')[0];

say('He cannot approve it himself. The refusal says why, and who can.');
as('pierre', ['approve', id], [4]);

say('Jean sees what waits for him, looks at it and approves.');
as('jean', ['inbox']);
as('jean', ['show', id]);
as('jean', ['approve', id, '--comment', 'Tests seen, go']);

say('The commit is the event and nothing else.');
as('jean', ['show', '--format=%s', '--unified=1', 'HEAD'], [0], 'git');

say('Anyone with a clone sees who decided, and that their keys signed it.');
as('ada', ['log', id]);
as('ada', ['request', 'list']);

say('Look around');
console.log(`Everything lies in ${folder}: a clone a person (ada, pierre, jean) and remote.git.
  cd ${join(folder, 'jean')}
  alias rgz="node ${rgz}"
  rgz explain ${id}
  git log --stat
Remove it with: rm -r ${folder}`);
