import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { modeline } from '../../../src/adapters/records/layout.ts';
import { digestOf } from '../../../src/adapters/records/load.ts';
import { yaml } from '../../../src/adapters/yaml/index.ts';
import { write } from '../../../src/adapters/yaml/print/write.ts';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { HistoryEvent, RecordData } from '../../../src/domain/record.ts';
import { checklist } from '../../../src/kinds/checklist/index.ts';
import { pointsOf, specOf } from '../../../src/kinds/checklist/spec.ts';
import { CommitLine } from './commit-line.ts';
import { admin, requesters, tenants } from './company.ts';
import { firstFiles, type Wanted } from './generate.ts';
import { isoTime } from './iso-time.ts';
import { apiVersion } from './life.ts';
import { PackWriter } from './pack-writer.ts';
import { Random } from './random.ts';

const daySeconds = 86_400;
const parameters = {
  vlan: '12',
  hubHost: 'hub.example.com',
  iperf3Server: 'iperf.example.com',
  prometheusUrl: 'https://prometheus.example.com',
  jobName: 'site',
  grafanaUrl: 'https://grafana.example.com',
  dashboardUid: 'site',
};

/**
 * Makes a bare repository with so many open checklists of the cutover, in one commit: each of its 40 points as far as it
 * may be after some weeks, and none of them left alone for long enough that anybody is reminded.
 */
export function generateChecklists(
  gitDir: string,
  template: string,
  { records, seed, until }: Omit<Wanted, 'commits'>,
  env: Readonly<Record<string, string>>,
): number {
  mkdirSync(gitDir, { recursive: true });
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', gitDir], { env });
  const pack = new PackWriter(gitDir);
  const line = new CommitLine(pack);
  const set = (path: string, text: string | Buffer) => line.set(path, pack.add('blob', Buffer.from(text)).oid);
  const bytes = readFileSync(template);
  for (const [path, text] of firstFiles()) set(path, text);
  set('templates/checklists/cutover.yaml', bytes);
  const reading = yaml.read(bytes);
  if (!reading.ok) throw new Error(`${template} cannot be read`);
  const { apiVersion: _version, kind: _kind, ...pinned } = reading.value as JsonObject;
  const random = new Random(seed);
  for (let number = 1; number <= records; number += 1) {
    const record = listOf(`site-${number}`, pinned, random, until);
    const path = checklist.place(record);
    set(path, write(record as unknown as Json, modeline(path, checklist.kind)));
  }
  line.commit({ actor: admin, at: until, message: 'checklists\n' });
  line.close();
  pack.end();
  execFileSync('git', ['update-ref', 'refs/heads/main', line.tip ?? ''], { cwd: gitDir, env });
  return line.length;
}

function listOf(subject: string, template: JsonObject, random: Random, until: number): RecordData {
  const { email } = random.pick(requesters);
  const began = until - random.between(2, 40) * daySeconds;
  const spec = { subject, parameters, template };
  const metadata = {
    id: `CL-cutover.${subject}`,
    createdAt: isoTime(began),
    createdBy: email,
    tenant: random.pick(tenants),
  };
  const moment = () => isoTime(random.between(began, until));
  const events = pointsOf(specOf({ spec })).flatMap(({ item }): HistoryEvent[] => {
    const status = random.weighted({ completed: 4, in_progress: 1, blocked: 1, not_started: 4 });
    return status === 'not_started' ? [] : [{ action: 'item-set', at: moment(), by: email, item: item.id, status }];
  });
  const history: HistoryEvent[] = [
    { action: 'created', at: isoTime(began), by: email, digest: digestOf({ kind: checklist.kind, metadata, spec }) },
    ...events.sort((one, other) => (one.at < other.at ? -1 : 1)),
    { action: 'assigned', at: isoTime(until), by: email, item: 'cpe-unpacked', assignee: email },
  ];
  return { apiVersion, kind: checklist.kind, metadata, spec, status: { state: 'open', history } };
}
