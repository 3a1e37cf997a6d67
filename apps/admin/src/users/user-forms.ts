import type { NewUser, UserChanges, UserWithRoles } from '@identity-hub/api-types/management'
import { problemAt, type Attempt } from '../http/attempt.ts'
import { filled, lines, linesOf } from '../http/input.ts'

/** What the forms of a user are filled with, and what is read out of them again. */
export const formOf = (user: UserWithRoles): URLSearchParams =>
  filled({
    name: user.name,
    email: user.email ?? '',
    email_verified: user.email_verified ? 'yes' : '',
    claims: lines(Object.entries(user.claims).map(([name, value]) => `${name} = ${value}`)),
  })

export function readChanges(form: URLSearchParams): Attempt<UserChanges> {
  const claims = readClaims(form)
  if (!claims.ok) return claims
  return {
    ok: true,
    value: {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      email_verified: form.get('email_verified') === 'yes',
      claims: claims.value,
    },
  }
}

export function readNewUser(form: URLSearchParams): Attempt<NewUser> {
  const claims = readClaims(form)
  if (!claims.ok) return claims
  const password = form.get('password') ?? ''
  const isTyped = form.get('begin') === 'password'
  if (isTyped && password === '') return problemAt('/password', 'Type a password, or let the person choose one.')
  const roles = form.getAll('roles')
  return {
    ok: true,
    value: {
      email: textOf(form, 'email'),
      name: textOf(form, 'name'),
      ...(form.get('email_verified') === 'yes' && { email_verified: true }),
      ...(isTyped && { password }),
      ...(Object.keys(claims.value).length > 0 && { claims: claims.value }),
      ...(roles.length > 0 && { roles }),
    },
  }
}

/** A line each, such as `department = engines`. */
function readClaims(form: URLSearchParams): Attempt<Record<string, string>> {
  const claims = new Map<string, string>()
  for (const [index, line] of linesOf(form, 'claims').entries()) {
    const [name = '', ...rest] = line.split('=')
    const value = rest.join('=').trim()
    if (name.trim() === '' || value === '')
      return problemAt(`/claims/${index}`, `“${line}” is no claim; write a name, = and a value.`)
    if (claims.has(name.trim())) return problemAt(`/claims/${index}`, `The claim ${name.trim()} stands here twice.`)
    claims.set(name.trim(), value)
  }
  return { ok: true, value: Object.fromEntries(claims) }
}

const textOf = (form: URLSearchParams, name: string): string => form.get(name)?.trim() ?? ''
