// Draws rgz's own logo for workbooks: a check mark in a rounded square, on nothing. Writes templates/workbook/logo.png.
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { chunk } from './small-png.mjs';

const size = 160;
const fine = 4;
const blue = [27, 77, 122];
const white = [255, 255, 255];
const stroke = 0.075;
const mark = [
  [0.26, 0.53],
  [0.43, 0.69],
  [0.75, 0.34],
];

/** How far a point is from the line between two others. */
function distance([x, y], [fromX, fromY], [toX, toY]) {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const along = Math.max(0, Math.min(1, ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}

function colourAt(x, y) {
  const [cornerX, cornerY] = [Math.abs(x - 0.5) - 0.28, Math.abs(y - 0.5) - 0.28];
  if (Math.hypot(Math.max(cornerX, 0), Math.max(cornerY, 0)) > 0.2) return undefined;
  const near = Math.min(distance([x, y], mark[0], mark[1]), distance([x, y], mark[1], mark[2]));
  return near < stroke ? white : blue;
}

function pixel(column, row) {
  const sum = [0, 0, 0, 0];
  for (let step = 0; step < fine * fine; step += 1) {
    const colour = colourAt(
      (column + ((step % fine) + 0.5) / fine) / size,
      (row + (Math.floor(step / fine) + 0.5) / fine) / size,
    );
    if (colour === undefined) continue;
    for (const [channel, value] of colour.entries()) sum[channel] += value;
    sum[3] += 1;
  }
  return sum[3] === 0
    ? [0, 0, 0, 0]
    : [...sum.slice(0, 3).map((value) => Math.round(value / sum[3])), Math.round((255 * sum[3]) / (fine * fine))];
}

const head = Buffer.alloc(13);
head.writeUInt32BE(size, 0);
head.writeUInt32BE(size, 4);
head.set([8, 6, 0, 0, 0], 8);
const lines = Array.from({ length: size }, (_, row) => [
  0,
  ...Array.from({ length: size }, (_, column) => pixel(column, row)).flat(),
]);
const folder = new URL('../templates/workbook/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL('logo.png', folder),
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);
