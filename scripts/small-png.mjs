import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The same picture with a palette: a mail has few colours but for the edges of its letters, and those lose what nobody sees.
 * Takes what Chromium writes: 8 bits a channel, not interlaced.
 */
export function smallPng(bytes) {
  const { width, height, pixels, channels } = readPng(bytes);
  for (const kept of [8, 7, 6, 5, 4]) {
    const indexed = paletteOf(pixels, channels, kept);
    if (indexed !== undefined) return writePng(width, height, indexed);
  }
  throw new Error('a picture has too many colours');
}

function readPng(bytes) {
  const chunks = new Map();
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.set(type, [...(chunks.get(type) ?? []), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at))]);
  }
  const [head] = chunks.get('IHDR');
  const [width, height, depth, colour] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]];
  const channels = { 2: 3, 6: 4 }[colour];
  if (depth !== 8 || channels === undefined || head[12] !== 0)
    throw new Error('a picture is not as Chromium writes it');
  return {
    width,
    height,
    channels,
    pixels: unfilter(inflateSync(Buffer.concat(chunks.get('IDAT'))), width * channels, channels),
  };
}

function unfilter(raw, stride, channels) {
  const out = Buffer.alloc((raw.length / (stride + 1)) * stride);
  for (let row = 0; row * stride < out.length; row += 1) {
    const filter = raw[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x < channels ? 0 : out[at - channels];
      const up = row === 0 ? 0 : out[at - stride];
      const corner = x < channels || row === 0 ? 0 : out[at - stride - channels];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[at] = raw[row * (stride + 1) + 1 + x] + guess;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Undefined where so many bits a channel still make more than 256 colours. The commonest of those that become one stands for all. */
function paletteOf(pixels, channels, kept) {
  const groups = new Map();
  const keys = [];
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    const key = [16, 8, 0].reduce((all, shift) => (all << kept) | (((colour >> shift) & 255) >> (8 - kept)), 0);
    const group = groups.get(key) ?? new Map();
    group.set(colour, (group.get(colour) ?? 0) + 1);
    groups.set(key, group);
    keys.push(key);
    if (groups.size > 256) return undefined;
  }
  const order = new Map([...groups.keys()].map((key, index) => [key, index]));
  const colours = [...groups.values()].map((group) => [...group].sort(([, one], [, other]) => other - one)[0][0]);
  return { colours, indexes: Buffer.from(keys.map((key) => order.get(key))) };
}

function writePng(width, height, { colours, indexes }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const rows = Array.from({ length: height }, (_, row) => [
    Buffer.alloc(1),
    indexes.subarray(row * width, (row + 1) * width),
  ]);
  const data = deflateSync(Buffer.concat(rows.flat()), { level: 9, memLevel: 9 });
  return Buffer.concat([signature, chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', data), chunk('IEND')]);
}

/** One part of a PNG, with its length and checksum. */
export function chunk(type, data = Buffer.alloc(0)) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
