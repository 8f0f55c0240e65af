/** rgz's own templates of checklists, by the name of their file in templates/checklists. */
export type LoadTemplates = () => Promise<ReadonlyMap<string, string>>;
