import { expect, test } from 'vitest';
import type { Finding } from '../../src/verify/finding.ts';
import { makeFolder } from '../kit/folder.ts';
import { HistoryMaker, start } from './histories.ts';
import { auditedAgain, disagreements, judgedBy } from './judges.ts';
import { howMany, Random } from './random.ts';

const seed = howMany('RGZ_FUZZ_SEED', 20_260_115);
const now = new Date((start + 40_000) * 1000).toISOString();

function places(findings: readonly Finding[]): string[] {
  const ofCommits = findings.filter(({ commit }) => commit !== undefined);
  return ofCommits.map(({ rule, commit, file, pointer }) => [commit, file, rule, pointer].join(' ')).sort();
}

test('whatever the history, audit, check and hook end, and say the same, of it whole or in two parts', async () => {
  const random = new Random(seed);
  const folder = makeFolder();
  const rules = new Map<string, number>();
  let [clean, commits, gone, slowest] = [0, 0, 0, 0];
  for (let count = howMany('RGZ_FUZZ_HISTORIES', 25); count > 0; count -= 1) {
    const maker = new HistoryMaker(random, folder);
    const { oid: head, files } = maker.make(2 + random.below(24), random.pick(['signed', 'author']));
    const reached: string[] = [];
    for await (const { oid } of maker.git.walk(undefined, head)) reached.push(oid);
    const middle = random.pick(reached.slice(1));
    commits += reached.length;
    if (!files.has('.rgz/config.yaml')) {
      gone += 1;
      continue; // no records repository any more: refused as a whole
    }
    const begun = process.cpuUsage();
    const whole = await judgedBy(maker.git, undefined, head, now);
    const spent = process.cpuUsage(begun);
    slowest = Math.max(slowest, (spent.user + spent.system) / 3_000);
    const later = await judgedBy(maker.git, middle, head, now);
    const about = `case ${count} of seed ${seed}`;
    expect(disagreements(whole), about).toEqual([]);
    expect(disagreements(later, whole.audit), about).toEqual([]);
    const parts = [...later.audit.findings];
    if (maker.git.commits.get(middle)?.files.has('.rgz/config.yaml')) {
      const earlier = await judgedBy(maker.git, undefined, middle, now);
      expect(disagreements(earlier), about).toEqual([]);
      parts.push(...earlier.audit.findings);
      expect(places(parts), about).toEqual(places(whole.audit.findings));
    }
    if (whole.audit.ok) clean += 1;
    for (const { rule } of whole.audit.findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  expect(rules.size).toBeGreaterThan(20);
  expect(clean).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(1_000);
  if (process.env.RGZ_FUZZ_HISTORIES !== undefined) console.info({ seed, commits, clean, gone, slowest, rules });
}, 7_200_000);

test('whatever was audited before, and wherever, an audit says what it says without that', async () => {
  const random = new Random(seed + 1);
  const folder = makeFolder();
  let remembered = 0;
  for (let count = howMany('RGZ_FUZZ_HISTORIES', 25); count > 0; count -= 1) {
    const maker = new HistoryMaker(random, folder);
    const { oid: head, files } = maker.make(2 + random.below(24), random.pick(['signed', 'author']));
    if (!files.has('.rgz/config.yaml')) continue;
    const known = [...maker.git.commits.values()].filter((each) => each.files.has('.rgz/config.yaml'));
    // Most histories go wrong early, and only what was found clean is remembered.
    for (const { oid } of [...known.slice(0, 4), random.pick(known)]) {
      const told = await auditedAgain(maker.git, oid, head, now);
      if (told.remembered) remembered += 1;
      expect(told.again, `case ${count} of seed ${seed}`).toEqual(told.afresh);
    }
  }
  expect(remembered).toBeGreaterThan(20);
}, 7_200_000);
