import { builtIn } from '../domain/config-faults.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Config } from '../generated/types/config.v1.ts';
import type { Deployer } from '../ports/deployer.ts';
import type { OpenDeployer } from '../ports/deployers.ts';

/** The deployers of the configuration, each opened when it is first needed, and anew when its settings change. */
export class OpenDeployers {
  readonly #open: OpenDeployer;
  readonly #known = new Map<string, { settings: string; deployer: Promise<Deployer> }>();
  #config: Config['deployers'];
  #secrets: readonly string[] = [];

  constructor(open: OpenDeployer) {
    this.#open = open;
  }

  follow(config: Config): void {
    this.#config = config.deployers;
    this.#secrets = secretsNamedIn(config);
  }

  readonly get = async (name: string): Promise<Deployer> => {
    const settings = this.#config?.[name] ?? builtIn[name];
    if (settings === undefined)
      throw new RgzError('config.invalid', `.rgz/config.yaml has no deployer ${name}`, {
        remedy: [`add deployers.${name} to .rgz/config.yaml`],
      });
    const text = JSON.stringify([settings, this.#secrets]);
    const known = this.#known.get(name);
    if (known?.settings === text) return known.deployer;
    const deployer = this.#open(name, settings, this.#secrets);
    this.#known.set(name, { settings: text, deployer });
    deployer.catch(() => this.#known.delete(name));
    await known?.deployer.then((old) => old.close()).catch(() => undefined);
    return deployer;
  };

  async close(): Promise<void> {
    const open = [...this.#known.values()].map(({ deployer }) => deployer.then((each) => each.close()));
    await Promise.allSettled(open);
  }
}

/** Where secrets are looked for when the configuration does not say. */
const usual = [
  'RGZ_AWX_TOKEN',
  'RGZ_POSTGRES_URL',
  'RGZ_SMTP_PASSWORD',
  'RGZ_SMS_SECRET',
  'RGZ_KAFKA_PASSWORD',
  'RGZ_WEBHOOK_SECRET',
];

/** The environment variables that hold secrets: those that the configuration names, wherever it does, and the usual ones. */
function secretsNamedIn(config: Config): readonly string[] {
  return [...new Set([...usual, ...variablesIn(config)])].sort();
}

function variablesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? (key.endsWith('Variable') ? [each] : []) : variablesIn(each),
  );
}
