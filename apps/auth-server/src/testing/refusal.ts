import { ManagementError } from '@identity-hub/client/management'

/** What a call of the management API was refused with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<Pick<ManagementError, 'status' | 'code' | 'detail' | 'errors'>> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof ManagementError)) throw error
    const { status, code, detail, errors } = error
    return { status, code, detail, errors }
  }
  throw new Error('it was not refused')
}
