import { PassThrough } from 'node:stream';

export interface FakeTerminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  /** What was written, in order. */
  written: () => string;
  isRaw: () => boolean;
  listens: () => boolean;
  type: (keys: string) => void;
}

/** Streams as a terminal gives them. */
export function aTerminal(size = { columns: 80, rows: 24 }): FakeTerminal {
  let raw = false;
  let written = '';
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => {
      raw = on;
    },
    ref: () => undefined,
    unref: () => undefined,
  });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, ...size });
  stdout.on('data', (chunk) => {
    written += String(chunk);
  });
  return {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    written: () => written,
    isRaw: () => raw,
    listens: () => stdin.listenerCount('data') > 0,
    type: (keys) => {
      stdin.write(keys);
    },
  };
}
