/** The size of the window, in characters. */
export interface Size {
  columns: number;
  rows: number;
}

/** The size of the window behind a stream; a stream that does not say counts as 80 by 24. */
export function sizeOf(stream: { columns?: number | undefined; rows?: number | undefined }): Size {
  return { columns: stream.columns || 80, rows: stream.rows || 24 };
}

/** The stream itself, with a size that it always has: on a window of no columns or rows Ink would draw nothing. */
export function withSize<Stream extends NodeJS.WriteStream>(stream: Stream): Stream {
  return new Proxy(stream, {
    get(target, key) {
      if (key === 'columns' || key === 'rows') return sizeOf(target)[key];
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
