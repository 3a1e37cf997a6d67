/**
 * Requirements of phase `core` that the hub, as it is, cannot be asked, each with the reason; by id. It may only become
 * shorter: what takes a reason away writes the test.
 */
export const notApplicable: Readonly<Record<string, string>> = {
  'CONS-06':
    'An administrator of the tenant registers every client. Nobody registers one unasked, so that none is less trusted than another.',
  'OPS-14': 'The hub ends no TLS. It speaks plain HTTP to a proxy, whose versions of TLS are configured there.',
}
