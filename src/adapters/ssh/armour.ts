import { fromBase64 } from './base64.ts';

const begin = '-----BEGIN SSH SIGNATURE-----\n';
const end = '\n-----END SSH SIGNATURE-----';
const width = 70;
/** A 16384-bit RSA key and its signature take under 6 kB. */
const longest = 16_384;

/** A signature as OpenSSH prints it and Git stores it: 70 characters a line, a line end after the last. */
export function armour(signature: Buffer): string {
  const text = signature.toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += width) lines.push(text.slice(at, at + width));
  return `${begin}${lines.join('\n')}${end}\n`;
}

/** The bytes in the armour, whatever the length of its lines; undefined when there is anything else in or around it. */
export function withoutArmour(text: string): Buffer | undefined {
  if (text.length > longest || !text.startsWith(begin)) return undefined;
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return body.endsWith(end) ? fromBase64(body.slice(begin.length, -end.length).replaceAll('\n', '')) : undefined;
}

/** True for the signatures that Git may hold beside those of SSH. */
export function isOtherSignature(text: string): boolean {
  return /^-----BEGIN (PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE)-----\n/.test(text);
}
