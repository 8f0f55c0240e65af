import { AwsV4Signer } from 'aws4fetch';

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  region: string;
}

/** The headers of a call with its signature, which covers the bytes: a store refuses what was changed on the way. */
export async function signed(
  keys: Keys,
  call: { method: string; url: string; sha256: string; headers: Readonly<Record<string, string>> },
): Promise<Record<string, string>> {
  const { method, url, sha256, headers } = call;
  const signer = new AwsV4Signer({
    ...keys,
    service: 's3',
    method,
    url,
    headers: { ...headers, 'x-amz-content-sha256': sha256 },
  });
  const made = await signer.sign();
  const all = Object.fromEntries([...made.headers.entries()]);
  delete all.host; // the client sets it from the address
  return all;
}
