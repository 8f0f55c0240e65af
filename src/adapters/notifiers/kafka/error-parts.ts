/** What the client's errors may hold, wherever in one another they are. */
export interface ErrorPart extends Error {
  code?: string;
  errors?: readonly unknown[];
  /** The name of an error in Kafka's protocol. */
  apiId?: string;
  response?: {
    throttleTimeMs?: number;
    responses?: readonly {
      name: string;
      partitionResponses: readonly { index: number; errorCode: number; errorMessage?: string | null }[];
    }[];
  };
  /** What was taken, though something else was not. */
  produced?: { offsets?: readonly { topic: string; partition: number }[] };
}

/** The error itself, what is inside of it, and what is behind it. */
export function partsOf(error: unknown, seen = new Set<unknown>()): readonly ErrorPart[] {
  if (!(error instanceof Error) || seen.has(error)) return [];
  seen.add(error);
  const part: ErrorPart = error;
  return [part, ...[...(part.errors ?? []), part.cause].flatMap((each) => partsOf(each, seen))];
}

/** Whether another try cannot help. */
export function isHopeless(error: unknown): boolean {
  return partsOf(error).some((part) => isLogin(part) || isCertificate(part));
}

/** A log-in that fails is not tried again, here or at another broker, so that nobody's account is locked by it. */
export function isLogin({ code, apiId }: ErrorPart): boolean {
  return code === 'PLT_KFK_AUTHENTICATION' || apiId === 'SASL_AUTHENTICATION_FAILED';
}

export function isCertificate({ code = '' }: ErrorPart): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO|^HOSTNAME_MISMATCH$/.test(code);
}
