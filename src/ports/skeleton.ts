/** The files that every new records repository starts with, by path. */
export type ReadSkeleton = () => Promise<ReadonlyMap<string, Buffer>>;
