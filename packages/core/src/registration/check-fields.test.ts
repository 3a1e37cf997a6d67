import { describe, expect, test } from 'vitest'
import { checkAllowedOrigin } from './check-allowed-origin.ts'
import { checkClientId, checkClientSecret } from './check-client-id.ts'
import { checkEmail } from './check-email.ts'
import { HUB_ROLES, HUB_SCOPES } from '../rights/hub-rights.ts'
import { checkDisplayName, checkRequiredRole, checkRoleName, checkScopeDescription } from './check-names.ts'
import { checkPassword } from './check-password.ts'
import { checkScopeName } from './check-scope-name.ts'
import { checkTenantSlug } from './check-tenant-slug.ts'
import { quoted } from './quoted.ts'

const ok = (value: unknown) => ({ ok: true, value })
const refusedWith = (part: string): unknown => ({ ok: false, problem: expect.stringContaining(part) })

describe('a tenant slug', () => {
  test.each(['ab', 'acme', 'acme-labs', '4ever', 'a-b-c', '12', 'a'.repeat(63)])('%s is accepted', (slug) => {
    expect(checkTenantSlug(slug)).toEqual(ok(slug))
  })

  test.each([
    ['', '2 to 63'],
    ['a', '2 to 63'],
    ['a'.repeat(64), '2 to 63'],
    ['Acme', 'lower-case'],
    ['acme_labs', 'lower-case'],
    ['-acme', 'lower-case'],
    ['acme-', 'lower-case'],
    ['acme--labs', 'lower-case'],
    ['acme/labs', 'lower-case'],
    ['acme\n', 'lower-case'],
    ['ａcme', 'lower-case'],
    ['.well-known', 'lower-case'],
    ['..', 'lower-case'],
    ['hub', 'kept for the hub itself'],
    ['health', 'kept for the hub itself'],
    ['assets', 'kept for the hub itself'],
    ['api', 'kept for the hub itself'],
  ])('%j is refused', (slug, why) => {
    expect(checkTenantSlug(slug)).toEqual(refusedWith(why))
  })
})

describe('a scope name', () => {
  test.each(['invoices:read', 'https://api.example/read', '!', "a#[]^_`{|}~'()*+,-./=", 'x'.repeat(128), 'hubris'])(
    '%s is one of the tenant’s own',
    (name) => {
      expect(checkScopeName(name)).toEqual(ok({ name, kind: 'own' }))
    },
  )

  test('profile and email are built in, and offline_access has no effect', () => {
    expect(checkScopeName('profile')).toEqual(ok({ name: 'profile', kind: 'built-in' }))
    expect(checkScopeName('email')).toEqual(ok({ name: 'email', kind: 'built-in' }))
    expect(checkScopeName('offline_access')).toEqual(ok({ name: 'offline_access', kind: 'no-effect' }))
  })

  test('hub. begins the hub’s own scopes, and no others', () => {
    for (const name of Object.keys(HUB_SCOPES)) expect(checkScopeName(name)).toEqual(ok({ name, kind: 'hub' }))
    expect(checkScopeName('hub.users')).toEqual(refusedWith('hub.users.read'))
  })

  test.each([
    ['', 'no name'],
    ['.', 'no name that an address can hold'],
    ['..', 'no name that an address can hold'],
    ['two words', 'is not a scope'],
    ['quote"', 'is not a scope'],
    ['back\\slash', 'is not a scope'],
    ['café', 'is not a scope'],
    ['del\x7f', 'is not a scope'],
    ['line\n', 'is not a scope'],
    ['x'.repeat(129), 'at most 128'],
    ['hub.admin', 'kept for the hub'],
    ['HUB.admin', 'kept for the hub'],
    ['hub', 'kept for the hub'],
    ['Hub.users.read', 'kept for the hub'],
    ['hub.constructor', 'kept for the hub'],
    ['openid', 'OpenID Connect'],
    ['address', 'OpenID Connect'],
    ['phone', 'OpenID Connect'],
    ['OpenID', 'OpenID Connect'],
    ['Profile', 'write profile'],
  ])('%j is refused', (name, why) => {
    expect(checkScopeName(name)).toEqual(refusedWith(why))
  })
})

describe('an allowed origin', () => {
  test.each(['https://app.example', 'https://app.example:8443', 'http://localhost:5173', 'http://[::1]:8080'])(
    '%s is accepted',
    (origin) => {
      expect(checkAllowedOrigin(origin)).toEqual(ok(origin))
    },
  )

  test.each([
    ['*', 'wildcard'],
    ['https://*.example', 'wildcard'],
    ['null', 'sandboxed'],
    ['app.example', 'not the origin of a web page'],
    ['', 'not the origin of a web page'],
    ['ftp://app.example', 'not the origin of a web page'],
    ['com.example.app://x', 'not the origin of a web page'],
    ['https://app.example/', 'write "https://app.example"'],
    ['https://app.example/path', 'write "https://app.example"'],
    ['https://app.example?x', 'write "https://app.example"'],
    ['https://app.example:443', 'write "https://app.example"'],
    ['https://APP.example', 'write "https://app.example"'],
    ['https://ada@app.example', 'write "https://app.example"'],
    ['https://münchen.example', 'write "https://xn--mnchen-3ya.example"'],
    ['http://app.example', 'write https://app.example'],
    ['http://127.0.0.2', 'write https://127.0.0.2'],
  ])('%j is refused', (origin, why) => {
    expect(checkAllowedOrigin(origin)).toEqual(refusedWith(why))
  })
})

describe('credentials that a client brings along', () => {
  test.each(['a', 'my-app_2', 'A'.repeat(128)])('the id %s is accepted', (id) => {
    expect(checkClientId(id)).toEqual(ok(id))
  })

  test.each(['', 'a b', 'a:b', 'é', 'a\n', 'A'.repeat(129)])('the id %j is refused', (id) => {
    expect(checkClientId(id)).toEqual(refusedWith('is not a client id'))
  })

  // CC-03
  test.each(['01jd9x7k3m5n7p9r1s3t5v7w9x', '01JD9X7K3M5N7P9R1S3T5V7W9X'])('the id %s could be a user’s', (id) => {
    expect(checkClientId(id)).toEqual(refusedWith('form of a user'))
  })

  test('a secret has 8 to 256 characters of the alphabet', () => {
    expect(checkClientSecret('abcd_123')).toEqual(ok('abcd_123'))
    expect(checkClientSecret('x'.repeat(256)).ok).toBe(true)
  })

  test.each(['', 'short-1', 'x'.repeat(257), 'secret with blanks', 'secret\n12', 'sécret-123'])(
    'the secret %j is refused without repeating it',
    (secret) => {
      const checked = checkClientSecret(secret)
      expect(checked).toMatchObject({ ok: false })
      expect(JSON.stringify(checked)).not.toContain(JSON.stringify(secret).slice(1, -1) || 'undefined')
    },
  )
})

describe('a password', () => {
  test.each([
    ['eight ASCII characters', '12345678'],
    ['eight emoji', '🔑'.repeat(8)],
    ['blanks and a NUL', '  \0  \t\n '],
    ['72 and 73 bytes alike', 'é'.repeat(36) + 'x'],
    ['1,024 bytes', 'x'.repeat(1024)],
  ])('%s will do', (_what, password) => {
    expect(checkPassword(password)).toEqual(ok(password))
  })

  test.each([
    ['empty', '', '0 characters'],
    ['seven characters', '1234567', 'at least 8'],
    ['four emoji of two units each', '🔑'.repeat(4), 'at least 8'],
    ['1,025 bytes', 'x'.repeat(1025), 'at most 1024'],
    ['342 characters of three bytes', '€'.repeat(342), 'at most 1024'],
    ['half a character', 'long enough \ud800', 'not valid Unicode'],
  ])('%s will not', (_what, password, why) => {
    expect(checkPassword(password)).toEqual(refusedWith(why))
  })
})

describe('an e-mail address', () => {
  test.each([
    'ada@example.com',
    'ada.l+hub@mail.example.co.uk',
    "o'hara@example.ie",
    'ada@localhost',
    'ädä@müller.example',
  ])('%s is accepted', (email) => {
    expect(checkEmail(email)).toEqual(ok(email))
  })

  test.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    'ada@@example.com',
    'ada@exam ple.com',
    ' ada@example.com',
    'ada@example.com\n',
    'ada@example..com',
    '.ada@example.com',
    'ada.@example.com',
    'ada@-example.com',
    'ada@example.com.',
    'Ada <ada@example.com>',
    'ada@example.com,bob@example.com',
    'ada\u200b@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ada@${'a.'.repeat(130)}com`,
  ])('%j is refused', (email) => {
    expect(checkEmail(email)).toMatchObject({ ok: false })
  })

  test('a hostile one is refused at once', () => {
    const began = performance.now()
    expect(checkEmail(`${'a.'.repeat(60)}@${'a'.repeat(120)}!`).ok).toBe(false)
    expect(checkEmail(`a@${'a-'.repeat(120)}`).ok).toBe(false)
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('names', () => {
  test('a display name is trimmed, has 1 to 200 characters, and may be in any script', () => {
    expect(checkDisplayName(' Ada Lovelace ')).toEqual(ok('Ada Lovelace'))
    expect(checkDisplayName('أدا 👩‍💻')).toEqual(ok('أدا 👩‍💻'))
    expect(checkDisplayName('🔑'.repeat(200)).ok).toBe(true)
    expect(checkDisplayName('🔑'.repeat(201))).toEqual(refusedWith('at most 200'))
    expect(checkDisplayName(' \u3000')).toEqual(refusedWith('is empty'))
  })

  test.each(['a\nb', 'a\0b', 'a\u001b[2Jb', 'a\u202eb', 'a\u2066b', 'a\u2028b', 'a\ud800b'])(
    '%j is refused',
    (name) => {
      expect(checkDisplayName(name)).toEqual(refusedWith('control characters'))
      expect(checkRoleName(name)).toEqual(refusedWith('control characters'))
      expect(checkScopeDescription(name)).toEqual(refusedWith('control characters'))
    },
  )

  test('a role is compared byte for byte, so blanks around it are refused', () => {
    expect(checkRoleName('HR manager')).toEqual(ok('HR manager'))
    expect(checkRoleName('admin ')).toEqual(refusedWith('write "admin"'))
    expect(checkRoleName('')).toEqual(refusedWith('is empty'))
    expect(checkRoleName('x'.repeat(129))).toEqual(refusedWith('at most 128'))
  })

  test.each(['.', '..'])('%s is no role, because a URL takes it for a step', (role) => {
    expect(checkRoleName(role)).toEqual(refusedWith('no name that an address can hold'))
    expect(checkRoleName(`${role}a`)).toEqual(ok(`${role}a`))
  })

  test('hub. begins the hub’s own roles, and no others', () => {
    for (const role of Object.values(HUB_ROLES)) {
      expect(checkRoleName(role)).toEqual(ok(role))
      expect(checkRequiredRole(role)).toEqual(refusedWith('of the tenant'))
    }
    for (const role of ['hub', 'hub.', 'hub.owner', 'Hub.administrator', 'ｈub.administrator'])
      expect(checkRoleName(role)).toEqual(refusedWith('hub.tenant-administrator'))
    for (const role of ['hubris', 'the hub.owner', 'editor']) {
      expect(checkRoleName(role)).toEqual(ok(role))
      expect(checkRequiredRole(role)).toEqual(ok(role))
    }
    expect(checkRequiredRole('hub.owner')).toEqual(refusedWith('is not a role of the hub'))
  })

  test('a description may be empty', () => {
    expect(checkScopeDescription(' ')).toEqual(ok(''))
    expect(checkScopeDescription('Read your invoices')).toEqual(ok('Read your invoices'))
    expect(checkScopeDescription('x'.repeat(301))).toEqual(refusedWith('at most 300'))
  })
})

test('somebody’s text in a sentence cannot break the line, turn its direction or command a terminal', () => {
  expect(quoted('a"b')).toBe(String.raw`"a\"b"`)
  expect(quoted('\n\u001b[2J\u007f\u009b\u202e\u2028')).toMatch(/^"[\x20-\x7e]+"$/)
  expect(quoted('x'.repeat(1000)).length).toBeLessThan(130)
})
