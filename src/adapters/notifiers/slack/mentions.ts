/** Whom the policy names, as Slack calls them. Anything that is no id of a person is left out. */
export function mentionsOf(names: readonly string[]): string {
  const ids = [...new Set(names)].filter((name) => /^[UW][A-Z0-9]{2,20}$/.test(name));
  return ids
    .slice(0, 20)
    .map((id) => `<@${id}>`)
    .join(' ');
}
