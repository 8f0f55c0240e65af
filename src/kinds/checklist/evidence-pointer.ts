import { isObject, type Json } from '../../domain/json.ts';
import { mostBytes, typeOfEnding } from './media-type.ts';

/** A piece of evidence whose bytes lie in another store. */
export interface Piece {
  sha256: string;
  type: string;
  size: number;
}

const form = /^checklists\/evidence\/([0-9a-f]{64})\.([a-z0-9]{1,8})(\.ref)?$/;

/** Where evidence lies in the repository: its bytes, or what points to them. */
export function evidencePath({ sha256, extension }: { sha256: string; extension: string }, pointer = false): string {
  return `checklists/evidence/${sha256}.${extension}${pointer ? '.ref' : ''}`;
}

/** The digest and the ending in the name of a file of evidence. undefined for any other path. */
export function evidenceName(path: string): { sha256: string; extension: string; pointer: boolean } | undefined {
  const [, sha256, extension, ref] = form.exec(path) ?? [];
  if (sha256 === undefined || extension === undefined) return undefined;
  return { sha256, extension, pointer: ref !== undefined };
}

/** The same piece has the same text, so that it is kept once. It names no store: that is the configuration's to say. */
export function pointerText({ sha256, type, size }: Piece): string {
  return `${JSON.stringify({ sha256, type, size })}\n`;
}

/** What a pointer says, where it is one that rgz would write under this name. */
export function readPointer(path: string, bytes: Uint8Array): Piece | undefined {
  const name = evidenceName(path);
  if (name === undefined || bytes.length > 500) return undefined;
  const text = String.fromCharCode(...bytes);
  try {
    const data: Json = JSON.parse(text);
    if (!isObject(data)) return undefined;
    const { type, size } = data;
    if (typeof type !== 'string' || typeof size !== 'number' || !Number.isInteger(size)) return undefined;
    if (type !== typeOfEnding(name.extension) || name.extension === 'md' || size < 1 || size > mostBytes)
      return undefined;
    const piece = { sha256: name.sha256, type, size };
    return text === pointerText(piece) ? piece : undefined;
  } catch {
    return undefined;
  }
}
