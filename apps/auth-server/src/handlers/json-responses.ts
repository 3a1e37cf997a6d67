/** There is no such tenant, or it is suspended: the two look the same. */
export const unknownTenantResponse = {
  status: 404,
  headers: { 'Cache-Control': 'no-store' },
  body: { error: 'invalid_request', error_description: 'There is no such tenant.' },
} as const
