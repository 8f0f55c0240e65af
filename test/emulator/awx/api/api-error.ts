/** A refusal as AWX words it. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = typeof body === 'string' ? { detail: body } : body;
  }
}

export function forbidden(): ApiError {
  return new ApiError(403, 'You do not have permission to perform this action.');
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not found.');
}
