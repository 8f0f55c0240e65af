import { describe, expect, it } from 'vitest';
import type { Found } from '../../../../src/ports/deployer.ts';
import type { FaultRule } from '../../../emulator/awx/faults.ts';
import { randomFrom } from '../../../emulator/awx/random.ts';
import { aJob } from './a-job.ts';
import { AwxStage } from './stage.ts';

/** What goes wrong on a bad day with the network and AWX. Calls that come late come within the time that AWX gives a request. */
const badDays: readonly [string, (random: () => number) => FaultRule[]][] = [
  [
    'calls come late',
    (random) => [
      { fault: 'late', chance: 0.4, seconds: 80 + Math.floor(random() * 40) },
      { fault: 'late', chance: 0.2, seconds: Math.floor(random() * 80) },
      { fault: 'down', chance: 0.2 },
    ],
  ],
  [
    'AWX drops fields and answers',
    () => [
      { fault: 'ignored-fields', chance: 0.4 },
      { fault: 'lost-answer', chance: 0.4 },
      { fault: 'down', on: 'any', chance: 0.05 },
    ],
  ],
  [
    'everything goes wrong',
    (random) => {
      const often = () => random() * 0.25;
      return [
        { fault: 'lost-answer', chance: often() },
        { fault: 'half-answer', chance: often() },
        { fault: 'bad-gateway-after', chance: often() },
        { fault: 'down', on: 'any', chance: often() / 3 },
        { fault: 'bad-gateway', on: 'any', chance: often() / 3 },
        { fault: 'migrating', on: 'any', chance: often() / 3 },
        { fault: 'late', chance: often(), seconds: Math.floor(random() * 120) },
        { fault: 'sliced', chance: often() },
        { fault: 'reaped', chance: often() },
        { fault: 'delayed-start', chance: often(), seconds: 60 },
      ];
    },
  ],
];
const days = badDays.flatMap(([name, faults]) =>
  Array.from({ length: 14 }, (_, at) => ({ name, faults, seed: at + 1 })),
);

describe('whatever goes wrong', () => {
  it.each(days)('no attempt is launched twice: $name ($seed)', async ({ faults, seed }) => {
    const random = randomFrom(seed);
    const stage = await AwxStage.start({
      seed,
      hold: random() < 0.5,
      faults: faults(random),
      templates: [{ name: 'deploy', asks: { skip_tags: random() < 0.5 }, allow_simultaneous: random() < 0.5 }],
    });
    stage.ahead = Math.floor(random() * 100) - 50;
    for (let number = 1; number <= 5; number += 1) {
      const attempt = `PR-2026-0007-${number}-${seed}`;
      let claim = aJob(stage, { attempt });
      const claimedAt = new Date(Date.parse(stage.now()) + stage.ahead * 1000).toISOString();
      let deployer = await stage.open();
      let found: Found = { kind: 'absent' };
      for (let round = 0; round < 6 && found.kind === 'absent'; round += 1) {
        expect(stage.emulator.log.launches(attempt)).toBe(0);
        const lease = new Date(Date.parse(stage.now()) + (180 + stage.ahead) * 1000).toISOString();
        claim = { job: { ...claim.job, lease }, attempt: { ...claim.attempt, claimedAt, lease } };
        await stage.pass(random() * 260);
        const launch = await deployer.launch(claim.job);
        if (launch.kind === 'started' && random() < 0.5) break;
        // The controller is killed, whatever it was told.
        await deployer.close();
        deployer = await stage.open();
        for (
          found = await deployer.find(claim.attempt);
          found.kind === 'unsure';
          found = await deployer.find(claim.attempt)
        ) {
          await stage.pass(found.lookAfter);
        }
      }
      if (found.kind === 'found') expect(await deployer.poll(found.jobId, claim.attempt)).toBeDefined();
      await deployer.close();
    }
    await stage.pass(1000);
    for (let number = 1; number <= 5; number += 1) {
      expect(stage.emulator.log.launches(`PR-2026-0007-${number}-${seed}`)).toBeLessThanOrEqual(1);
    }
    await stage.close();
  });
});
