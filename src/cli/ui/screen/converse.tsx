import { render } from 'ink';
import { Colour } from './colour.ts';
import { Conversation, type ConversationProps } from './conversation.tsx';
import { withSize } from './size.ts';

/** A terminal to ask somebody on. */
export interface Terminal {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  /** False draws without colours. Otherwise the terminal decides. */
  colour?: boolean | undefined;
}

export interface Stay {
  /** On a screen of its own, which leaves what was there before as it was. */
  apart?: boolean;
  /** Takes it off the screen. */
  until?: AbortSignal;
}

const enter = '\u001b[?1049h\u001b[H';
const leave = '\u001b[?1049l';

/** Draws a conversation until it is over. Resolves with its last state; undefined when it was taken off the screen before. */
export async function converse<State>(
  terminal: Terminal,
  conversation: Omit<ConversationProps<State>, 'onOver'>,
  { apart = false, until }: Stay = {},
): Promise<State | undefined> {
  const onItsOwn = apart && terminal.stdout.isTTY === true;
  if (onItsOwn) terminal.stdout.write(enter);
  try {
    return await drawn(terminal, conversation, until);
  } finally {
    if (onItsOwn) terminal.stdout.write(leave);
  }
}

async function drawn<State>(
  { stdin, stdout, colour = true }: Terminal,
  conversation: Omit<ConversationProps<State>, 'onOver'>,
  until: AbortSignal | undefined,
): Promise<State | undefined> {
  let last: State | undefined;
  let empty = 0;
  const onOver = (state: State, left: number): void => {
    last = state;
    empty = left;
  };
  const drawing = render(
    <Colour value={colour}>
      <Conversation {...conversation} onOver={onOver} />
    </Colour>,
    { stdin, stdout: withSize(stdout), exitOnCtrlC: false, patchConsole: false },
  );
  const stop = (): void => drawing.unmount();
  if (until?.aborted === true) stop();
  until?.addEventListener('abort', stop);
  await drawing.waitUntilExit();
  until?.removeEventListener('abort', stop);
  if (stdout.isTTY && empty > 0) stdout.write(`\u001b[${empty}A`);
  return last;
}
