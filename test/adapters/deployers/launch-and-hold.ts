// Launches one job as a controller would, says so and holds, to be killed. Bundled by the test that runs it.
import { commandDeployer } from '../../../src/adapters/deployers/command/index.ts';

const { job, setup } = JSON.parse(process.argv[2] ?? '');
const deployer = commandDeployer({
  ...setup,
  clock: { now: () => setup.now },
  send: (pid, signal) => process.kill(pid, signal),
});
const launch = await deployer.launch(job);
process.stdout.write(`${JSON.stringify(launch)}\n`);
setInterval(() => undefined, 60_000);
