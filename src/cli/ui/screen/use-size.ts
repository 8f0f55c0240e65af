import { useStdout } from 'ink';
import { useLayoutEffect, useState } from 'react';
import { type Size, sizeOf } from './size.ts';

/** The size of the window, followed while the component is drawn. */
export function useSize(): Size {
  const { stdout } = useStdout();
  const [size, setSize] = useState(() => sizeOf(stdout));
  useLayoutEffect(() => {
    const follow = (): void => setSize(sizeOf(stdout));
    stdout.on('resize', follow);
    return () => {
      stdout.off('resize', follow);
    };
  }, [stdout]);
  return size;
}
