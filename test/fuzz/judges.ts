import { openRecordStore } from '../../src/adapters/records/index.ts';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { freezeCalendar } from '../../src/adapters/time/index.ts';
import { yaml } from '../../src/adapters/yaml/index.ts';
import { readFast } from '../../src/adapters/yaml/read-fast.ts';
import { readOn } from '../../src/adapters/yaml/read-on.ts';
import { kinds } from '../../src/kinds/index.ts';
import { audit } from '../../src/operations/audit.ts';
import { check } from '../../src/operations/check.ts';
import { judgePush } from '../../src/operations/judge-push.ts';
import type { Oid } from '../../src/ports/git.ts';
import type { VerifySignature } from '../../src/ports/signatures.ts';
import type { Finding } from '../../src/verify/finding.ts';
import type { MemoryGit } from './memory-git.ts';

/** What one of the judges says. */
export interface Said {
  ok: boolean;
  findings: readonly Finding[];
}

/** The same commits, judged by the operation behind each command. */
export interface Saying {
  audit: Said;
  check: Said;
  hook: Said;
}

const ref = 'refs/heads/main';
const verify: VerifySignature = async (armoured) => ({ kind: 'good', fingerprint: '', publicKey: armoured });

/** What the operations are given; `texts` is what they remember. */
function depsAt(memory: MemoryGit, head: Oid, now: string, texts = new Map<string, string>()) {
  const git = memory.asRepository(head);
  const schemas = { load: async () => checkSchema };
  const store = openRecordStore({
    git,
    kinds,
    verify,
    schemas,
    yaml: { readFast, readOn, editFast: yaml.edit, write: yaml.write, load: async () => yaml },
    format: 'x',
  });
  return {
    git,
    store,
    kinds,
    verify,
    clock: { now: () => now, milliseconds: () => 0, pause: async () => undefined, chance: () => 0 },
    calendar: { load: async () => freezeCalendar },
    loadSigner: async () => {
      throw new Error('nothing is signed here');
    },
    memory: { recall: () => undefined, remember: () => undefined },
    remember: (name: string) => ({
      recall: () => texts.get(name),
      remember: (text: string) => void texts.set(name, text),
    }),
    readCheckout: undefined,
    refs: { head: ref, follow: (name: string) => name },
  };
}

/** What an audit says of a head when it remembers the audit of another commit, and what it says without. */
export async function auditedAgain(memory: MemoryGit, earlier: Oid, head: Oid, now: string) {
  const texts = new Map<string, string>();
  await audit(depsAt(memory, earlier, now, texts), {});
  const remembered = texts.has('audited');
  const again = await audit(depsAt(memory, head, now, texts), {});
  const afresh = await audit(depsAt(memory, head, now), { afresh: true });
  return { remembered, again, afresh };
}

/** Has the commits after `base` up to `head` judged in all three ways; without a base, all there are. */
export async function judgedBy(memory: MemoryGit, base: Oid | undefined, head: Oid, now: string): Promise<Saying> {
  const deps = depsAt(memory, head, now);
  const [pushed] = await judgePush(deps, [{ before: base, after: head, ref }], undefined);
  return {
    audit: await audit(deps, base === undefined ? {} : { since: base }),
    check: await check(deps, { range: { base, head } }),
    hook: pushed ?? { ok: true, findings: [] },
  };
}

/**
 * Every difference between the three; none where they are of one mind. Check and hook look at the files of the range as
 * they are now as well: what is wrong with them from before it, the audit tells of `earlier` commits.
 */
export function disagreements({ audit: audited, check: checked, hook }: Saying, earlier?: Said): string[] {
  const [ofAudit, ofCheck] = [new Set(audited.findings.map(told)), new Set(checked.findings.map(told))];
  const ofCommits = checked.findings.filter((each) => each.commit !== undefined).map(told);
  return [
    ...(checked.ok === hook.ok && (checked.ok ? audited.ok : !audited.ok || earlier?.ok === false)
      ? []
      : [
          `audit ${audited.ok}, check ${checked.ok}, hook ${hook.ok}`,
          ...checked.findings.filter((each) => each.commit === undefined).map((each) => `of the tree: ${told(each)}`),
        ]),
    ...[...ofAudit].filter((each) => !ofCheck.has(each)).map((each) => `only the audit: ${each}`),
    ...ofCommits.filter((each) => !ofAudit.has(each)).map((each) => `not the audit: ${each}`),
    ...hook.findings
      .map(told)
      .filter((each) => !ofCheck.has(each))
      .map((each) => `only the hook: ${each}`),
    ...(hook.findings.length === checked.findings.length ? [] : ['check and hook tell a different number of things']),
  ];
}

function told({ rule, file, pointer, message }: Finding): string {
  return [rule, file, pointer, message].join(' ');
}
