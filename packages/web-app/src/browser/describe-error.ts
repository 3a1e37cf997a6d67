import { isHubClientError } from '@identity-hub/client'

/** What of an error goes into the log: nothing that was sent, nothing that a hub answered with but its codes. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: 'Something that is no error was thrown.' }
  if (!isHubClientError(error)) return { name: error.name, message: error.message, stack: error.stack }
  return {
    kind: error.kind,
    message: error.message,
    ...('error' in error && { error: error.error }),
    ...('problem' in error && { problem: error.problem }),
    ...('requestId' in error && { hubRequestId: error.requestId }),
    ...(error.kind === 'store' && { cause: describeError(error.cause) }),
  }
}
