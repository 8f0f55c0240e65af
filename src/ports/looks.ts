/** rgz's own texts and looks of messages, by the name of their file in templates/messages. */
export type LoadLooks = () => Promise<ReadonlyMap<string, string>>;
