import { JestAsymmetricMatchers, JestChaiExpect, JestExtend, type ExpectStatic } from '@vitest/expect'
import * as chai from 'chai'

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
// A person reads what differs; the default of 40 characters hides it.
chai.config.truncateThreshold = 600

/** vitest's assertions, in any runner. The plugins above add everything that the type promises. */
export const expect = chai.expect as unknown as ExpectStatic
