import { useApp, useIsScreenReaderEnabled, useStdout } from 'ink';
import { type ReactElement, useCallback, useLayoutEffect, useReducer } from 'react';
import type { Key } from '../keyboard/key.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { fitFrame } from './fit-frame.ts';
import { FrameView } from './frame-view.tsx';
import type { Frame } from './line.ts';
import { type Size, sizeOf } from './size.ts';
import { useSize } from './use-size.ts';

export interface ConversationProps<State> {
  first: State;
  /** Pure. */
  step: (state: State, key: Key, size: Size) => State;
  isOver: (state: State) => boolean;
  /** `left` is how many empty lines Ink leaves behind. */
  onOver: (state: State, left: number) => void;
  /** Pure. */
  frame: (state: State, size: Size) => Frame;
  /** Hears every state, so that what it asks for is begun; `change` takes what comes back, whenever that is. */
  follow?: (state: State, change: (how: (state: State) => State) => void) => void;
}

/** Keys change a state, and the state is drawn, until it is over; then the screen is empty again. */
export function Conversation<State>(props: ConversationProps<State>): ReactElement | null {
  const { first, step, isOver, onOver, frame, follow } = props;
  const { exit } = useApp();
  const { stdout } = useStdout();
  const size = useSize();
  const [state, change] = useReducer((before: State, how: (state: State) => State) => how(before), first);
  useKeys(
    useCallback(
      (key: Key) => {
        const size = sizeOf(stdout);
        change((before) => step(before, key, size));
      },
      [stdout, step],
    ),
  );
  useLayoutEffect(() => follow?.(state, change), [state, follow]);

  const over = isOver(state);
  const left = useIsScreenReaderEnabled() ? 0 : 1;
  useLayoutEffect(() => {
    if (!over) return;
    onOver(state, left);
    exit();
  }, [over, state, left, onOver, exit]);
  return over ? null : <FrameView frame={fitFrame(frame(state, size), size.rows - 1)} />;
}
