import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { requestFlags } from '../../kit/requests.ts';
import { median } from '../measure/median.ts';
import { timeOf } from '../measure/whole-process.ts';
import { approvers, controller, requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { recordsFor } from './controller.ts';

const turns = 7;
const patienceMs = 30_000;

/** From an approval that is pushed beside the controller, whose clone sees its ref change, to the program that carries it out. */
export async function controllerLaunch(workshop: Workshop): Promise<Result[]> {
  const [requester, approver] = [requesters[0], approvers[0]];
  const stamps = join(workshop.folder, 'launched');
  const script = `date +%s%3N >"${stamps}.$RGZ_TARGET_NAME"`;
  const folder = recordsFor(workshop, 'controller-launch', ['sh', '-c', script]);
  const [node, ...args] = workshop.rgz(controller, folder, 'controller', 'run', '--name', 'bench').args;
  const running = spawn(node, args, { cwd: folder, env: workshop.envOf(controller), stdio: 'ignore' });
  try {
    const waits: number[] = [];
    for (let turn = 0; turn <= turns; turn += 1) {
      const flags = requestFlags({ target: `api/api-${turn}@1.0.0`, tenant: 'finance' });
      timeOf(workshop.rgz(requester, folder, 'request', 'create', ...flags));
      const [list, ...pending] = workshop.rgz(approver, folder, 'request', 'list', '--state', 'pending', '--json').args;
      const listed = execFileSync(list, pending, { cwd: folder, env: workshop.envOf(approver) });
      const [open] = JSON.parse(listed.toString()) as { id: string }[];
      timeOf(workshop.rgz(approver, folder, 'approve', open?.id ?? ''));
      const pushed = Date.now();
      waits.push((await stampIn(`${stamps}.api-${turn}`)) - pushed);
    }
    // The first one waits for the controller to start, too.
    const [, ...measured] = waits;
    const middle = median(measured);
    const told = `${middle} of 1000 ms, at most ${Math.max(...measured)}`;
    return [{ kind: 'fact', name: 'controller, from a push to the launch', holds: middle <= 1000, told }];
  } finally {
    const ended = once(running, 'close');
    running.kill('SIGTERM');
    await ended;
  }
}

async function stampIn(file: string): Promise<number> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text.endsWith('\n')) return Number(text);
    await pause(5);
  }
  throw new Error('the controller did not launch what was approved');
}
