const steps: readonly [limit: number, size: number, unit: string][] = [
  [90, 1, 's'],
  [90 * 60, 60, 'min'],
  [36 * 3600, 3600, 'h'],
  [60 * 86_400, 86_400, 'd'],
  [Number.POSITIVE_INFINITY, 30 * 86_400, 'months'],
];

/** How long ago, or in how long: `3 h ago`, `in 2 d`. */
export function relativeTime(at: string, now: string): string {
  const seconds = Math.round((Date.parse(now) - Date.parse(at)) / 1000);
  if (Number.isNaN(seconds)) return at;
  const distance = Math.abs(seconds);
  if (distance < 5) return 'now';
  const [, size, unit] = steps.find(([limit]) => distance < limit) ?? [0, 1, 's'];
  const text = `${Math.round(distance / size)} ${unit}`;
  return seconds < 0 ? `in ${text}` : `${text} ago`;
}
