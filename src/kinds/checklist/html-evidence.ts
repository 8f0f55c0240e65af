import { line, pictureData, webAddress } from './html-text.ts';
import type { EvidenceView } from './view.ts';

/** What proves an item: its picture where there is one, and what it is, in words. */
export function evidenceFigure({ name, type, size, sha256, url, thumbnail, proven }: EvidenceView): string {
  const picture = thumbnail === undefined ? undefined : pictureData(thumbnail);
  const shown = picture === undefined ? '' : `<img src="${picture}" alt="${line(name)}"/>\n`;
  const facts = [
    line(type),
    bytes(size),
    sha256 === undefined ? '' : `<code>sha256 ${line(sha256.slice(0, 12))}</code>`,
  ];
  const known = facts.filter((each) => each !== '').join(' · ');
  return `<figure class="${proven ? 'proven' : 'unproven'}${picture === undefined ? '' : ' pictured'}">
${shown}<figcaption><span class="name">${named(name, url)}</span>
<span class="facts">${known}</span> <b class="proof">${proven ? 'proven' : 'not proven'}</b></figcaption>
</figure>`;
}

/** An address that is no web address is shown, and leads nowhere. */
function named(name: string, url: string | undefined): string {
  if (url === undefined) return line(name);
  const address = webAddress(url);
  const text = line(name) || line(url);
  if (address === undefined) return line(name) === '' ? text : `${text} (${line(url)})`;
  return `<a href="${address}" rel="noopener noreferrer nofollow">${text}</a>`;
}

function bytes(size: number): string {
  if (!Number.isFinite(size) || size <= 0) return '';
  if (size < 1000) return `${Math.floor(size)} B`;
  return size < 1_000_000 ? `${Math.round(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
