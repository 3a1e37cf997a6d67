import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { allFaults, faultNamed } from '../faults/all-faults.ts'
import type { Fault } from '../faults/fault.ts'

/** Which faults are on, by tenant; '': of every tenant. */
export interface Switches {
  read(tenant: string): readonly Fault[]
  write(tenant: string, faults: readonly Fault[]): void
  isTenant(slug: string): boolean
}

const PATH = /^\/faults(?:\/([^/]+))?$/

/** `/faults` for every tenant, `/faults/{tenant}` for one: GET, PUT a list of names, DELETE; false: it is another path. */
export async function answerSwitches(
  request: IncomingMessage,
  response: ServerResponse,
  switches: Switches,
): Promise<boolean> {
  const path = PATH.exec((request.url ?? '').split('?', 1)[0] ?? '')
  if (path === null) return false
  const [, tenant = ''] = path
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8', 'Cache-Control': 'no-store' })
    response.end(`${JSON.stringify(body)}\n`)
    return true
  }
  if (tenant !== '' && !switches.isTenant(tenant)) return answer(404, { problem: `There is no tenant "${tenant}".` })
  switch (request.method ?? 'GET') {
    case 'GET':
      break
    case 'DELETE':
      switches.write(tenant, [])
      break
    case 'PUT': {
      const wanted = readNames(await text(request))
      if (typeof wanted === 'string') return answer(400, { problem: wanted })
      switches.write(tenant, wanted)
      break
    }
    default:
      response.setHeader('Allow', 'GET, PUT, DELETE')
      return answer(405, { problem: 'GET, PUT or DELETE.' })
  }
  const known = allFaults.map(({ name, title, breaks }) => ({ name, title, breaks }))
  return answer(200, { on: switches.read(tenant).map(({ name }) => name), ...(request.method === 'GET' && { known }) })
}

/** The faults that a body names, or what is wrong with it. */
function readNames(body: string): readonly Fault[] | string {
  try {
    const names: unknown = JSON.parse(body)
    if (!Array.isArray(names)) return 'Send a list of names: ["two-winners"].'
    return names.map((name) => faultNamed(String(name)))
  } catch (error) {
    return error instanceof SyntaxError || !(error instanceof Error) ? 'Send JSON: ["two-winners"].' : error.message
  }
}
