import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const deploy = `// Carries one approved request out. A real one would call the gateway; this one keeps
// a file of what is live.
import { mkdirSync, writeFileSync } from 'node:fs';

const { RGZ_ENVIRONMENT, RGZ_TARGET_NAME, RGZ_TARGET_VERSION } = process.env;
mkdirSync(\`../live/\${RGZ_ENVIRONMENT}\`, { recursive: true });
writeFileSync(\`../live/\${RGZ_ENVIRONMENT}/\${RGZ_TARGET_NAME}\`, \`\${RGZ_TARGET_VERSION}\\n\`);
`;

/** A program of the records repository. */
export async function byCommand() {
  return {
    says: 'a program of this very repository',
    files: { 'deploy.mjs': deploy },
    deployer: { name: 'local', lines: ['    type: command', '    command: [node, deploy.mjs]'] },
    env: {},
    /** Where what is live can be seen. */
    live: '../live/prod/payment-api',
    end: () => undefined,
  };
}

/** A job template of an AWX that is emulated as long as the demo runs. */
export async function byAwx() {
  const program = fileURLToPath(new URL('../../test/emulator/awx/run.mjs', import.meta.url));
  const awx = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.race([
    once(awx.stdout, 'data'),
    once(awx, 'exit').then(() => Promise.reject(new Error('the emulated AWX did not start'))),
  ]);
  const { url } = JSON.parse(said.toString());
  return {
    says: 'a job template of AWX, emulated here',
    files: {},
    deployer: {
      name: 'awx',
      lines: ['    type: awx', `    url: ${url}`, '    template: deploy', '    secretVariable: AWX_TOKEN'],
    },
    env: { AWX_TOKEN: 'emulated-token' },
    live: undefined,
    end: () => awx.kill(),
  };
}
