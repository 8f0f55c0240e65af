import { Text, type TextProps } from 'ink';
import type { ReactElement } from 'react';
import { useColour } from './colour.ts';
import type { Line, Tone } from './line.ts';

const looks: Readonly<Record<Tone, TextProps>> = {
  plain: {},
  good: { color: 'green' },
  bad: { color: 'red' },
  warn: { color: 'yellow' },
  faint: { dimColor: true },
  strong: { bold: true },
  marked: { color: 'cyan' },
};

/** One line of the screen, never more: what does not fit is cut. */
export function LineRow({ line }: { line: Line }): ReactElement {
  const colour = useColour();
  return (
    <Text wrap="truncate-end">
      {line.map(({ text, tone }, index) => (
        <Text key={index} {...(colour ? looks[tone] : {})}>
          {text}
        </Text>
      ))}
      {line.length === 0 ? ' ' : ''}
    </Text>
  );
}
