/** The address as it can stand in markup; undefined where it is none of the web, or longer than `limit`. */
export function linkUrl(url: string, limit: number): string | undefined {
  if (url.length > limit || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  const safe = href.replace(/[<>|\s]/g, encodeURIComponent);
  return safe.length <= limit ? safe : undefined;
}
