/** One claim held against what was measured. */
export interface ClaimFinding {
  name: string;
  /** As the template has it, e.g. `< 100`. */
  claim: string;
  /** null: nothing of this name was measured. */
  value: string | number | boolean | null;
  holds: boolean;
}

export interface Judgement {
  holds: boolean;
  findings: readonly ClaimFinding[];
}

type Value = string | number | boolean;

/** Whether all claims are true of what was measured. A value that is missing, or cannot be compared, makes a claim untrue. */
export function judgeClaims(
  claims: Readonly<Record<string, string>>,
  values: Readonly<Record<string, Value>>,
): Judgement {
  const findings = Object.entries(claims).map(([name, claim]): ClaimFinding => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return { name, claim, value: value ?? null, holds: value !== undefined && isTrue(claim, value) };
  });
  return { holds: findings.length > 0 && findings.every(({ holds }) => holds), findings };
}

function isTrue(claim: string, value: Value): boolean {
  const [, sign = '', bar = ''] = /^(<=|>=|!=|<|>|=|contains|starts) ([\s\S]+)$/.exec(claim) ?? [];
  if (sign === 'contains' || sign === 'starts') {
    if (typeof value === 'boolean') return false;
    return sign === 'contains' ? String(value).includes(bar) : String(value).startsWith(bar);
  }
  if (sign === '=' || sign === '!=') {
    const same = isSame(value, bar);
    return same !== undefined && same === (sign === '=');
  }
  const order = compare(value, bar);
  if (order === undefined) return false;
  if (sign === '<') return order < 0;
  if (sign === '<=') return order <= 0;
  if (sign === '>') return order > 0;
  return sign === '>=' && order >= 0;
}

/** undefined: of two sorts, of which it means nothing to say that they differ. */
function isSame(value: Value, bar: string): boolean | undefined {
  if (typeof value === 'boolean') return bar === 'true' || bar === 'false' ? String(value) === bar : undefined;
  if (typeof value === 'string') return value === bar;
  const order = compare(value, bar);
  return order === undefined ? undefined : order === 0;
}

const decimal = /^-?\d+(?:\.\d+)?$/;
const version = /^\d+(?:\.\d+)+$/;

/**
 * Numbers by their value. A text is compared as a version where it, or the bar, is one of three parts or more, or begins
 * with a v: 8.7.10 comes after 8.7.8, and v8.10 after 8.9. undefined where the two cannot be put in order.
 */
function compare(value: Value, bar: string): number | undefined {
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) && decimal.test(bar) ? value - Number(bar) : undefined;
  const text = value.trim();
  const plain = text.replace(/^v(?=\d)/i, '');
  if (plain === text && decimal.test(text) && decimal.test(bar)) return Number(text) - Number(bar);
  if (!isVersion(plain) || !isVersion(bar)) return undefined;
  return compareVersions(plain.split('.'), bar.split('.'));
}

/** A single number may be one, too: 8 is 8.0. */
function isVersion(text: string): boolean {
  return version.test(text) || /^\d+$/.test(text);
}

function compareVersions(left: readonly string[], right: readonly string[]): number {
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at] ?? '0', right[at] ?? '0'].map((part) => part.replace(/^0+(?=\d)/, ''));
    if (one === undefined || other === undefined || one === other) continue;
    if (one.length !== other.length) return one.length - other.length;
    return one < other ? -1 : 1;
  }
  return 0;
}
