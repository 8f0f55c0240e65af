export function readmeCommands(markdown: string): readonly string[];
