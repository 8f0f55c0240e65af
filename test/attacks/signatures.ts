/** A signature as a GPG key would have made it; nobody gets as far as looking into it. */
export const gpgSignature = [
  '-----BEGIN PGP SIGNATURE-----',
  '',
  'iHUEABYKAB0WIQTnWnZ7',
  '=abcd',
  '-----END PGP SIGNATURE-----',
].join('\n');

/** The signature of a commit's text, without the folding. */
export function signatureIn(text: string): string {
  const found = /^gpgsig(?:-sha256)? ((?:.*\n )*.*\n)/m.exec(text)?.[1];
  if (found === undefined) throw new Error('the commit is not signed');
  return found.replaceAll('\n ', '\n').trimEnd();
}

/** The text of a commit with this signature and no other; undefined takes it out. */
export function withSignature(text: string, armoured: string | undefined): string {
  const header = /^tree [0-9a-f]{64}\n/.test(text) ? 'gpgsig-sha256' : 'gpgsig';
  const bare = text.replace(/^gpgsig(?:-sha256)? (?:.*\n )*.*\n/m, '');
  if (armoured === undefined) return bare;
  const end = bare.indexOf('\n\n') + 1;
  return `${bare.slice(0, end)}${header} ${armoured.trimEnd().replaceAll('\n', '\n ')}\n${bare.slice(end)}`;
}

/** An SSH signature whose key says that it is of the DSA kind. */
export function unknownKeyType(): string {
  const text = (value: string | Buffer) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const key = Buffer.concat([text('ssh-dss'), text(Buffer.alloc(32, 7))]);
  const proof = Buffer.concat([text('ssh-dss'), text(Buffer.alloc(40, 7))]);
  const parts = [
    Buffer.from('SSHSIG'),
    Buffer.of(0, 0, 0, 1),
    text(key),
    text('git'),
    text(''),
    text('sha512'),
    text(proof),
  ];
  const body =
    Buffer.concat(parts)
      .toString('base64')
      .match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...body, '-----END SSH SIGNATURE-----'].join('\n');
}
