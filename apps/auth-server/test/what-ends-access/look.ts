import type { Column } from './row.ts'
import { exchange, requestToken, type Asked, type Situation } from './situation.ts'

/** What a hub says of something that is used there. */
export interface Seen extends Asked {
  /** `400 invalid_grant` */
  readonly answer: string
}

/** Uses each of them at one of the hubs, all at the same time: each is from a sign-in to the app of its own. */
export async function look<C extends Column>(
  at: Situation,
  address: string,
  columns: readonly C[],
): Promise<ReadonlyMap<C, Seen>> {
  return new Map(await Promise.all(columns.map(async (column) => [column, await USES[column](at, address)] as const)))
}

const USES: Readonly<Record<Column, (at: Situation, address: string) => Promise<Seen>>> = {
  code: async (at, address) => seen(await exchange(at, address, at.held.code)),
  refreshToken: async (at, address) =>
    seen(await requestToken(at, address, { grant_type: 'refresh_token', refresh_token: at.held.refreshToken })),
  accessToken: (at, address) => callApi(at, address, at.held.accessToken),
  appToken: (at, address) => callApi(at, address, at.held.appToken),
  session: async ({ browser, tenant }, address) => {
    // Not the browser's own cookies, which an answer may clear.
    const response = await browser.copy().request(`${address}/${tenant}/account`)
    return { answer: String(response.status), requestId: idOf(response) }
  },
}

export async function callApi({ tenant }: Situation, address: string, token: string): Promise<Seen> {
  const response = await fetch(`${address}/${tenant}/api/identity/v1`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  // A refusal says why in the challenge; where there is no tenant there is nobody to challenge.
  const challenged = /error="([a-z_]+)"/.exec(response.headers.get('WWW-Authenticate') ?? '')?.[1]
  const error = challenged ?? (response.status === 404 ? await errorIn(response) : undefined)
  return seen({ status: response.status, error, requestId: idOf(response) })
}

function seen({ status, error, requestId }: Asked & { status: number; error?: string | undefined }): Seen {
  return { answer: error === undefined ? String(status) : `${status} ${error}`, requestId }
}

async function errorIn(response: Response): Promise<string> {
  // What the contract says a refusal is.
  return ((await response.json()) as { readonly error: string }).error
}

function idOf(response: Response): string {
  return response.headers.get('X-Request-Id') ?? ''
}
