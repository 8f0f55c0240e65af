import { crc32, deflateRawSync } from 'node:zlib';
import type { PackedPart } from './open-package.ts';

export function packPart(name: string, content: string | Buffer): PackedPart {
  const raw = typeof content === 'string' ? Buffer.from(content) : content;
  const packed = deflateRawSync(raw);
  const smaller = packed.length < raw.length;
  return { name, method: smaller ? 8 : 0, crc: crc32(raw), size: raw.length, data: smaller ? packed : raw };
}

/** A zip of these parts in this order, all dated 1980, so that the same parts give the same bytes. */
export function writePackage(parts: readonly PackedPart[]): Uint8Array {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const fields = fieldsOf(part, name.length);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, name);
    local.push(head, part.data);
    offset += head.length + part.data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, listed, end]);
}

/** What the head of a part and its line in the directory say alike. */
function fieldsOf({ method, crc, size, data }: PackedPart, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x800, 2); // names are UTF-8
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(0x21, 8); // 1 January 1980
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}
