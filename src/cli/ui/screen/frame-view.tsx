import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Frame } from './line.ts';
import { LineRow } from './line-row.tsx';

/** The parts of a screen below each other. */
export function FrameView({ frame }: { frame: Frame }): ReactElement {
  return (
    <Box flexDirection="column" gap={1}>
      {frame.map((part, index) => (
        <Box key={index} flexDirection="column">
          {part.map((line, row) => (
            <LineRow key={row} line={line} />
          ))}
        </Box>
      ))}
    </Box>
  );
}
