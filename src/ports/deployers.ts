import type { Config } from '../generated/types/config.v1.ts';
import type { Deployer } from './deployer.ts';

export type DeployerSettings = NonNullable<Config['deployers']>[string];

/**
 * Makes the deployer that settings of the configuration describe. `secrets` names every environment variable that the
 * configuration says holds one. Throws `config.invalid` where the settings cannot be used here.
 */
export type OpenDeployer = (name: string, settings: DeployerSettings, secrets: readonly string[]) => Promise<Deployer>;
