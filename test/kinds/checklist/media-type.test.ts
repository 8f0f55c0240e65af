import { describe, expect, test } from 'vitest';
import { mediaTypeOf, mostBytes } from '../../../src/kinds/checklist/media-type.ts';

const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const png = bytes('\u0089PNG\r\n\u001a\n', 'data', 'IEND\u00aeB`\u0082');
const webp = bytes('RIFF', [8, 0, 0, 0], 'WEBPVP8 ');

describe('what a file is', () => {
  test.each([
    ['image/png', 'png', png],
    ['image/png', 'png', bytes(png.toString('latin1'), '\n\0')],
    ['image/jpeg', 'jpg', bytes([0xff, 0xd8, 0xff, 0xe0], 'data', [0xff, 0xd9])],
    ['image/gif', 'gif', bytes('GIF89a', 'data', ';')],
    ['image/gif', 'gif', bytes('GIF87a', 'data', ';')],
    ['image/webp', 'webp', webp],
    ['application/pdf', 'pdf', bytes('%PDF-1.7\n', 'data', '\n%%EOF\n')],
    ['application/json', 'json', bytes('{"a": 1}')],
    ['application/json', 'json', bytes(' [1]')],
    ['text/plain', 'txt', bytes('{ no json')],
    ['text/plain', 'txt', Buffer.from('Température: 21 °C\n')],
  ])('%s', (type, extension, content) => {
    expect(mediaTypeOf(content)).toEqual({ type, extension });
  });
});

describe('what is no evidence', () => {
  test.each([
    ['empty', Buffer.alloc(0), 'empty'],
    ['too large', Buffer.alloc(mostBytes + 1, 0x61), 'larger'],
    ['a picture with more behind it', bytes(png.toString('latin1'), '<script>'), 'something else'],
    ['a cut picture', png.subarray(0, 10), 'something else'],
    ['a WebP of another length', bytes(webp.toString('latin1'), 'more'), 'something else'],
    ['a drawing', bytes('<svg onload="x"/>'), 'program'],
    ['a page', bytes('\n<!DOCTYPE html><html>'), 'program'],
    ['a page that comes late', bytes('hello <script>alert(1)</script>'), 'program'],
    ['a program', bytes([0x7f], 'ELF', [0, 1, 2]), 'no picture'],
    ['text in no known encoding', bytes([0xc3, 0x28, 0x41]), 'no picture'],
    ['terminal escapes', bytes('\u001b[31mred'), 'no picture'],
  ])('%s', (_what, content, why) => {
    expect(mediaTypeOf(content)).toEqual({ refused: expect.stringContaining(why) });
  });
});
