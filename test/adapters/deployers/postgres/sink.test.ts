import { afterAll } from 'vitest';
import { sinkContract } from '../../../contracts/sink.ts';
import { password, startLite } from './lite.ts';

const database = startLite();
afterAll(async () => (await database).close());

sinkContract('PGlite', async () => ({ url: (await database).url, secret: password }));
