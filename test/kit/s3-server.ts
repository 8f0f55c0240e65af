import { join } from 'node:path';
import S3rver from 's3rver';
import { undoAfterFile } from './clean-up.ts';
import { makeFolder } from './folder.ts';

/** The only pair of keys that the server knows. */
export const s3Keys = { RGZ_S3_KEY: 'S3RVER', RGZ_S3_SECRET: 'S3RVER' };

export interface S3Server {
  /** As the configuration names it. */
  settings: {
    store: 's3';
    endpoint: string;
    bucket: string;
    region: string;
    prefix: string;
    accessKeyVariable: string;
    secretKeyVariable: string;
  };
  /** The file in which the server keeps a piece. */
  fileOf(name: string): string;
  stop(): Promise<void>;
}

/** A real server of S3 with one bucket. It knows keys by their ids, takes any signature of version 4, and does not know If-None-Match. */
export async function startS3(): Promise<S3Server> {
  const directory = makeFolder();
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: 'proofs' }],
  });
  const { port } = await server.run();
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    const closed = server.close();
    server.httpServer.closeAllConnections();
    await closed;
  };
  undoAfterFile(stop);
  return {
    settings: {
      store: 's3',
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'proofs',
      region: 'eu-west-3',
      prefix: 'rgz/evidence',
      accessKeyVariable: 'RGZ_S3_KEY',
      secretKeyVariable: 'RGZ_S3_SECRET',
    },
    fileOf: (name) => join(directory, 'proofs', 'rgz', 'evidence', `${name}._S3rver_object`),
    stop,
  };
}
