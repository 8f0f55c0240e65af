export interface ListenAddress {
  host: string;
  port: number;
}

/** Reads `127.0.0.1:9464`, `[::1]:9464` or `localhost:9464`; undefined where it is none. Port 0: any that is free. */
export function readListenAddress(text: string): ListenAddress | undefined {
  const [, six, other, digits = ''] = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = six ?? other;
  const port = Number(digits);
  return host === undefined || port > 65_535 ? undefined : { host, port };
}
