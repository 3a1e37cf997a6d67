import type { ApiAnswer, ApiRequest } from '@identity-hub/web-app/testing'

/** A management API of one kind of record, roles, which is what the frame is tried with. */
export interface FakeManagement {
  answer(request: ApiRequest): ApiAnswer
  /** What whoever asks may do. */
  scopes: string[]
  /** Name to description and revision. */
  readonly roles: Map<string, { description: string; revision: number }>
  /** The creations that were asked for, by key. */
  readonly created: Map<string, string>
  /** What it answers next, instead. */
  readonly answers: ApiAnswer[]
  name: string
}

export function fakeManagement(): FakeManagement {
  const fake: FakeManagement = {
    scopes: ['hub.policy.read', 'hub.policy.write'],
    roles: new Map(),
    created: new Map(),
    answers: [],
    name: 'Ada Lovelace',
    answer(request) {
      const [, tenant = '', , , , ...rest] = request.path.split('/')
      if (rest.join('/') === 'me') {
        const { name, scopes } = fake
        return { status: 200, body: { tenant: request.home, kind: 'user', id: '1', name, scopes } }
      }
      const next = fake.answers.shift()
      if (next) return next
      // Kept apart by tenant.
      const [collection, name] = rest
      if (collection !== 'roles') return problem(404, 'not_found', 'There is no such thing.')
      return answerRole(request, name === undefined ? undefined : `${tenant}/${decodeURIComponent(name)}`, tenant)
    },
  }

  function answerRole({ method, headers, text }: ApiRequest, key: string | undefined, tenant: string): ApiAnswer {
    if (key === undefined) return method === 'POST' ? create(tenant, text, headers['idempotency-key']) : list(tenant)
    const role = fake.roles.get(key)
    if (!role) return problem(404, 'not_found', 'There is no such role.')
    if (method !== 'GET' && headers['if-match'] !== `"${role.revision}"`)
      return problem(412, 'changed_meanwhile', 'The role has changed; read it again.')
    if (method === 'DELETE') {
      fake.roles.delete(key)
      return { status: 204 }
    }
    if (method === 'PATCH') {
      const { description } = JSON.parse(text) as { description: string } // What the pages send.
      fake.roles.set(key, { description, revision: role.revision + 1 })
    }
    return view(key)
  }

  function create(tenant: string, text: string, idempotencyKey: string | string[] | undefined): ApiAnswer {
    const { name, description } = JSON.parse(text) as { name: string; description: string } // What the pages send.
    if (fake.created.get(String(idempotencyKey)) === name) return view(`${tenant}/${name}`, 201)
    if (fake.roles.has(`${tenant}/${name}`))
      return problem(409, 'exists', 'It is there.', [{ pointer: '/name', detail: 'the role is there already' }])
    fake.created.set(String(idempotencyKey), name)
    fake.roles.set(`${tenant}/${name}`, { description, revision: 1 })
    return view(`${tenant}/${name}`, 201)
  }

  function list(tenant: string): ApiAnswer {
    const items = [...fake.roles.keys()].filter((key) => key.startsWith(`${tenant}/`)).map((key) => view(key).body)
    return { status: 200, body: { items, next_cursor: null } }
  }

  function view(key: string, status = 200): ApiAnswer {
    const { description = '', revision = 0 } = fake.roles.get(key) ?? {}
    const name = key.slice(key.indexOf('/') + 1)
    const body = { name, built_in: false, created_at: '2026-11-23T00:00:00.000Z', description }
    return { status, headers: { ETag: `"${revision}"` }, body }
  }

  return fake
}

export function problem(
  status: number,
  code: string,
  detail: string,
  errors: readonly { readonly pointer: string; readonly detail: string }[] = [],
): ApiAnswer {
  const headers = { 'Content-Type': 'application/problem+json' }
  return { status, headers, body: { type: 'about:blank', title: code, code, status, detail, errors } }
}
