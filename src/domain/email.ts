const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\s/gu;

/** What needs no folding but that of case. */
const plain = /^[!-~]*$/;

/** The one spelling of an e-mail address: compatibility forms folded, case folded, invisible characters gone. */
export function normaliseEmail(email: string): string {
  if (plain.test(email)) return email.toLowerCase();
  return email.normalize('NFKC').replace(invisible, '').toLowerCase().normalize('NFKC');
}
