import type { TokenRequest } from './issue-token.ts'
import { issueTokens, type IssuedTokens } from './issued-tokens.ts'
import { invalidGrant, type TokenError } from './token-errors.ts'

/** RFC 6749 §4.1.3, RFC 7636 §4.6. What somebody else sends leaves the code as it was. */
export async function exchangeCode({ visit, client, parameter }: TokenRequest): Promise<IssuedTokens | TokenError> {
  const { rules, tenant } = visit
  const value = parameter('code')
  if (value === undefined) return { error: 'invalid_request', description: 'code is missing.' }
  const code = rules.findCode(tenant, value)
  if (code === undefined || !rules.codeIsOfClient(code, client)) return invalidGrant
  if (!rules.redirectUriIsRepeated(code, parameter('redirect_uri'))) return invalidGrant
  if (rules.codeIsGuessed(code)) return invalidGrant
  const verifier = parameter('code_verifier')
  if (!rules.verifierFits(code.request.challenge, verifier)) {
    rules.onWrongVerifier(code, verifier)
    return invalidGrant
  }
  if (code.used) {
    rules.onReplay(code, tenant)
    return invalidGrant
  }
  if (rules.codeIsExpired(code) || !rules.grantIsAlive(code.grant)) return invalidGrant
  await rules.beforeCodeIsUsed(code)
  rules.markUsed(code)
  return issueTokens(rules, tenant, code.grant, code.grant.scopes)
}
