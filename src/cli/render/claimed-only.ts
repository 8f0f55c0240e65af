/** What has to be known of every name beside a trail that nobody has to sign. */
export const claimedOnly = 'identity: author. Who is named here is a claim, not a proof: commits need not be signed.';
