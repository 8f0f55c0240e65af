import type { Config } from '../generated/types/config.v1.ts';
import type { Deployer } from './deployer.ts';

export type DeployerSettings = NonNullable<Config['deployers']>[string];

/** Makes the deployer that settings of the configuration describe. Throws `config.invalid` where they cannot be used here. */
export type OpenDeployer = (name: string, settings: DeployerSettings) => Promise<Deployer>;
