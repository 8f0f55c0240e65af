import { deployerContract } from '../../contracts/deployer.ts';
import { CommandStage } from './command-stage.ts';

deployerContract('command', async () => new CommandStage());
