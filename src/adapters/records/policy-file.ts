import { type Policy, readPolicy } from '../../domain/policy.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Policy as PolicyFile } from '../../generated/types/policy.v1.ts';
import { policyPath } from './layout.ts';
import { type Readers, readValid } from './read-file.ts';

/** The same bytes are asked about by several who do not know of each other. */
const made = new WeakMap<Buffer, Promise<Policy>>();

/** The policy in a file; throws `policy.invalid` with every problem where it cannot be used. */
export function readPolicyFile(readers: Readers, bytes: Buffer): Promise<Policy> {
  const policy = made.get(bytes) ?? readFresh(readers, bytes);
  made.set(bytes, policy);
  return policy;
}

async function readFresh(readers: Readers, bytes: Buffer): Promise<Policy> {
  const reading = readPolicy(await readValid<PolicyFile>(readers, 'Policy', bytes, policyPath, 'policy.invalid'));
  if (reading.ok) return reading.policy;
  throw new RgzError('policy.invalid', `${policyPath}: ${reading.problems[0]?.message}`, {
    where: { file: policyPath, pointer: reading.problems[0]?.pointer ?? '' },
    explanations: reading.problems.map((each) => ({ rule: 'policy.invalid', ...each })),
    remedy: ['rgz policy check'],
  });
}

/** The policy in a file, or undefined where it cannot be used. */
export async function policyFrom(readers: Readers, bytes: Buffer): Promise<Policy | undefined> {
  try {
    return await readPolicyFile(readers, bytes);
  } catch (error) {
    if (error instanceof RgzError) return undefined;
    throw error;
  }
}
