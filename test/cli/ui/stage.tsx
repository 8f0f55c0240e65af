import { render } from 'ink-testing-library';
import { Colour } from '../../../src/cli/ui/screen/colour.ts';
import { Conversation, type ConversationProps } from '../../../src/cli/ui/screen/conversation.tsx';
import type { Size } from '../../../src/cli/ui/screen/size.ts';
import { aTurn, until } from './until.ts';

export interface Stage<State> {
  frame: () => string;
  /** Sends keys one by one. */
  send: (...keys: readonly string[]) => Promise<void>;
  /** Waits until the screen shows something. */
  sees: (words: string) => Promise<void>;
  /** Waits until it is over, and gives the last state. */
  end: () => Promise<State>;
}

/** Plays a conversation in a window of a size, without colours. */
export async function play<State>(
  conversation: Omit<ConversationProps<State>, 'onOver'>,
  size: Size = { columns: 80, rows: 24 },
): Promise<Stage<State>> {
  const ended: State[] = [];
  const { stdin, stdout, lastFrame } = render(
    <Colour value={false}>
      <Conversation {...conversation} onOver={(state) => ended.push(state)} />
    </Colour>,
  );
  const drawn = (): number => stdout.frames.length;
  await until(() => stdin.listenerCount('data') > 0);
  Object.defineProperties(stdout, { columns: { value: size.columns }, rows: { value: size.rows } });
  stdout.emit('resize');
  await aTurn();
  await aTurn();
  const frame = (): string => (lastFrame() ?? '').replace(/[^\S\n]+$/gm, '').trimEnd();
  return {
    frame,
    async send(...keys) {
      for (const key of keys) {
        const before = drawn();
        stdin.write(key);
        await settle(drawn, before);
      }
    },
    sees: (words) => until(() => frame().includes(words)),
    async end() {
      await until(() => ended.length > 0);
      const [state] = ended;
      if (state === undefined) throw new Error('it ended without a state');
      return state;
    },
  };
}

/** Waits for the next drawing, or a few turns where a key changes nothing. */
async function settle(drawn: () => number, before: number): Promise<void> {
  let turns = 0;
  await until(() => drawn() > before || ++turns > 5);
}
