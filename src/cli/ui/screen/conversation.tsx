import { useApp, useStdout } from 'ink';
import { type ReactElement, useCallback, useLayoutEffect, useReducer } from 'react';
import type { Key } from '../keyboard/key.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { FrameView } from './frame-view.tsx';
import type { Frame } from './line.ts';
import { type Size, sizeOf } from './size.ts';
import { useSize } from './use-size.ts';

export interface ConversationProps<State> {
  first: State;
  /** Pure. */
  step: (state: State, key: Key, size: Size) => State;
  isOver: (state: State) => boolean;
  onOver: (state: State) => void;
  /** Pure. */
  frame: (state: State, size: Size) => Frame;
}

/** Keys change a state, and the state is drawn, until it is over; then the screen is empty again. */
export function Conversation<State>(props: ConversationProps<State>): ReactElement | null {
  const { first, step, isOver, onOver, frame } = props;
  const { exit } = useApp();
  const { stdout } = useStdout();
  const size = useSize();
  const [state, dispatch] = useReducer(
    (before: State, { key, size }: { key: Key; size: Size }) => step(before, key, size),
    first,
  );
  useKeys(useCallback((key: Key) => dispatch({ key, size: sizeOf(stdout) }), [stdout]));

  const over = isOver(state);
  useLayoutEffect(() => {
    if (!over) return;
    onOver(state);
    exit();
  }, [over, state, onOver, exit]);
  return over ? null : <FrameView frame={frame(state, size)} />;
}
