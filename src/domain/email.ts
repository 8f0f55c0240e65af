const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\s/gu;

/** The one spelling of an e-mail address: compatibility forms folded, case folded, invisible characters gone. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').replace(invisible, '').toLowerCase().normalize('NFKC');
}
