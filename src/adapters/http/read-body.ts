/** Reads at most so many bytes of the beginning, and leaves the rest unread; or all of it, and keeps the end. */
export async function readBody(
  body: AsyncIterable<Buffer>,
  limit: number,
  keep: 'beginning' | 'end',
): Promise<{ body: Buffer; cut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let cut = false;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= limit) continue;
    cut = true;
    if (keep === 'beginning') break;
    while (size - (chunks[0]?.length ?? size) >= limit) size -= chunks.shift()?.length ?? 0;
  }
  const all = Buffer.concat(chunks);
  return { body: keep === 'end' ? all.subarray(-limit) : all.subarray(0, limit), cut };
}
