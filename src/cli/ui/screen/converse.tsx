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

/** Draws a conversation until it is over. Resolves with its last state; undefined when it was taken off the screen before. */
export async function converse<State>(
  { stdin, stdout, colour = true }: Terminal,
  conversation: Omit<ConversationProps<State>, 'onOver'>,
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
  await drawing.waitUntilExit();
  if (stdout.isTTY && empty > 0) stdout.write(`\u001b[${empty}A`);
  return last;
}
