import { wrongAnswer } from '../load/answer.ts'
import { getRequest } from '../load/request.ts'
import { CONNECTIONS, type Operation } from './operation.ts'

/** RFC 8414 §3, without a validator: each answer is a whole one. */
export const metadata: Operation = {
  name: 'metadata',
  title: 'metadata',
  connections: CONNECTIONS,
  supply: 'endless',
  prepare({ parties }) {
    const requests = parties.map(({ metadataPath }) => Buffer.from(getRequest(metadataPath ?? '/'), 'latin1'))
    let turn = 0
    return Promise.resolve({
      begin: () => requests[turn++ % requests.length] ?? null,
      proceed(_, answer) {
        if (answer.status !== 200) throw wrongAnswer('a metadata request', answer)
        return null
      },
    })
  },
}
