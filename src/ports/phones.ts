/** Reads telephone numbers as people write them. */
export interface Phones {
  /** E.164; a number without a country code is one of this country. undefined: there can be no such number. */
  read(text: string, country: string): string | undefined;
}

/** What is known of every country's numbers is large, so it is loaded where one has to be read. */
export interface PhoneSource {
  load(): Promise<Phones>;
}
