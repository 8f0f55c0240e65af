import { useStdin, useStdout } from 'ink';
import { useLayoutEffect } from 'react';
import type { Key } from './key.ts';
import { nothingUnread, readKeys, readPause } from './read-keys.ts';

const startBracketing = '\u001b[?2004h';
const stopBracketing = '\u001b[?2004l';

/**
 * Hears every key while the component is drawn. Ink's own `useInput` is not used: it takes the ESC off sequences
 * that it does not know, so that they look like text, and cannot tell a paste from typing.
 * `onKey` must stay the same from one drawing to the next.
 */
export function useKeys(onKey: (key: Key) => void): void {
  const { stdin, setRawMode } = useStdin();
  const { stdout } = useStdout();

  useLayoutEffect(() => {
    let unread = nothingUnread;
    let pause: ReturnType<typeof setImmediate> | undefined;
    const tell = (heard: ReturnType<typeof readKeys>): void => {
      unread = heard.unread;
      for (const key of heard.keys) onKey(key);
    };
    const hear = (chunk: string | Uint8Array): void => {
      clearImmediate(pause);
      tell(readKeys(unread, String(chunk)));
      if (unread.rest !== '') pause = setImmediate(() => tell(readPause(unread)));
    };
    const hangUp = (): void => onKey({ name: 'interrupt' });

    setRawMode(true);
    if (stdout.isTTY) stdout.write(startBracketing);
    stdin.on('data', hear);
    stdin.on('end', hangUp);
    return () => {
      clearImmediate(pause);
      stdin.off('data', hear);
      stdin.off('end', hangUp);
      if (stdout.isTTY) stdout.write(stopBracketing);
      setRawMode(false);
    };
  }, [stdin, stdout, setRawMode, onKey]);
}
