import { afterAll } from 'vitest';
import { deployerContract } from '../../../contracts/deployer.ts';
import { password, startLite } from './lite.ts';
import { SinkStage } from './sink-stage.ts';

const database = startLite();
afterAll(async () => (await database).close());

deployerContract('postgres', async () => SinkStage.at((await database).url, password));
