import type { Actor } from '../domain/contributors.ts';
import { isObject, type Json, type JsonObject } from '../domain/json.ts';
import { type Policy, personOf } from '../domain/policy.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { YamlEdit } from '../ports/yaml.ts';
import { changePolicy, type PolicyChange, type PolicyChanged } from './change-policy.ts';
import type { Deps } from './deps.ts';
import type { Written } from './write-until-won.ts';

/** One value of the policy that is set by its name. */
interface Setting {
  takes: string;
  /** undefined: the text is none of what it takes. */
  read(text: string): Json | undefined;
}

const oneOf = (...words: string[]): Setting => ({
  takes: words.join(' or '),
  read: (text) => (words.includes(text) ? text : undefined),
});
const yesOrNo: Setting = {
  takes: 'true or false',
  read: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
};
const countFrom = (least: number): Setting => ({
  takes: `a whole number from ${least} up`,
  read: (text) => (/^\d{1,9}$/.test(text) && Number(text) >= least ? Number(text) : undefined),
});

/** What can be set, by its path in the file. */
const settings: Readonly<Record<string, Setting>> = {
  identity: oneOf('signed', 'author'),
  'promotions.quorum.low': countFrom(1),
  'promotions.quorum.medium': countFrom(1),
  'promotions.quorum.high': countFrom(1),
  'promotions.quorum.critical': countFrom(1),
  'promotions.emergency.quorum': countFrom(1),
  'promotions.requireSource': yesOrNo,
  'promotions.retries': countFrom(0),
  'onboarding.requireCutover': yesOrNo,
  'onboarding.requireReview': yesOrNo,
};

export const policySettings: readonly string[] = Object.keys(settings);

export interface PolicySet extends PolicyChanged {
  /** Who has a role and cannot act from now on, because no key is listed for them. */
  withoutKey: readonly string[];
}

/** Sets one value of the policy. Who switches to signed commits must be able to make one afterwards. */
export async function setPolicy(deps: Deps, name: string, text: string): Promise<Written<PolicySet>> {
  const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (setting === undefined) {
    throw new RgzError('usage.invalid', `there is no setting "${name}"`, {
      remedy: [`the settings are ${policySettings.join(', ')}`],
    });
  }
  const value = setting.read(text);
  if (value === undefined) {
    throw new RgzError('input.invalid', `${name} is ${setting.takes}, not "${text}"`, {
      remedy: [`rgz policy set ${name} <value>`],
    });
  }
  let withoutKey: readonly string[] = [];
  const written = await changePolicy(deps, (file, policy, actor) => {
    withoutKey = name === 'identity' && value === 'signed' ? keylessAfter(policy, actor) : [];
    return planSetting(file, name, value);
  });
  return { ...written, result: { ...written.result, withoutKey } };
}

function planSetting(file: PolicyFile, name: string, value: Json): PolicyChange {
  const edits = settingEdits(file as unknown as JsonObject, name.split('.'), value);
  return { action: 'set', phrase: `sets ${name} to ${value}`, edits };
}

/** Sets a value in its mapping; where that is not there yet, it is made with the value in it. */
function settingEdits(file: JsonObject, path: readonly string[], value: Json): YamlEdit[] {
  let inner: Json | undefined = file;
  for (const [depth, key] of path.entries()) {
    const next: Json | undefined = isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
    if (depth < path.length - 1 && isObject(next)) {
      inner = next;
      continue;
    }
    if (next === value) return [];
    const rest = path.slice(depth + 1).reduceRight<Json>((below, name) => ({ [name]: below }), value);
    return [{ op: 'set', path: path.slice(0, depth + 1), value: rest }];
  }
  return [];
}

function keylessAfter(policy: Policy, actor: Actor): readonly string[] {
  const self = personOf(policy, actor.email);
  if (self !== undefined && self.keys.length === 0) {
    const message = `the policy lists no key for ${self.id}, who could change nothing any more once commits are signed`;
    throw new RgzError('policy.unknown-key', message, {
      remedy: [`rgz policy grant ${self.id} --key ~/.ssh/id_ed25519.pub`],
    });
  }
  return policy.people.filter(({ keys, grants }) => keys.length === 0 && grants.length > 0).map(({ id }) => id);
}
