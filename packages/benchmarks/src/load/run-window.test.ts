import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WrongAnswerError, wrongAnswer } from './answer.ts'
import { openConnections } from './connection.ts'
import { formRequest, getRequest } from './request.ts'
import { percentile, runWindow } from './run-window.ts'

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port // A TCP server that listens has one.
}

describe('a window', () => {
  it('does all of a load that runs out, and says so', async () => {
    const seen: string[] = []
    const port = await serve((request, response) => {
      seen.push(request.url ?? '')
      response.end('ok')
    })
    const connections = await openConnections(port, 3)
    let turn = 0

    const window = await runWindow(
      connections,
      {
        begin: () => (turn < 10 ? getRequest(`/${turn++}`) : null),
        proceed: () => null,
      },
      Infinity,
    )

    expect(seen.toSorted()).toEqual(Array.from({ length: 10 }, (_, index) => `/${index}`))
    expect(window).toMatchObject({ operations: 10, ranOut: true })
    expect([...window.latenciesMilliseconds]).toEqual([...window.latenciesMilliseconds].toSorted((a, b) => a - b))
  })

  it('counts an operation of several requests once', async () => {
    const port = await serve((request, response) => {
      request.resume().on('end', () => response.end(request.method))
    })
    let begun = false

    const window = await runWindow(
      await openConnections(port, 1),
      {
        begin: () => {
          if (begun) return null
          begun = true
          return getRequest('/')
        },
        proceed: (_, { body }) => (body.toString() === 'GET' ? formRequest('/', { name: 'ä &' }) : null),
      },
      Infinity,
    )

    expect(window.operations).toBe(1)
  })

  it('ends at its time', async () => {
    const port = await serve((_, response) => void response.end('ok'))

    const window = await runWindow(
      await openConnections(port, 2),
      { begin: () => getRequest('/'), proceed: () => null },
      0.05,
    )

    expect(window.ranOut).toBe(false)
    expect(window.operations).toBeGreaterThan(0)
  })

  it('is no result after a wrong answer', async () => {
    const port = await serve((_, response) => void response.writeHead(500, { 'Content-Length': 6 }).end('broken'))

    const window = runWindow(
      await openConnections(port, 2),
      {
        begin: () => getRequest('/'),
        proceed: (_, answer) => {
          throw wrongAnswer('a request', answer)
        },
      },
      1,
    )

    await expect(window).rejects.toThrow(new WrongAnswerError('a request was answered with 500: broken'))
  })

  it('is no result after a connection broke off', async () => {
    const port = await serve((request) => void request.socket.destroy())

    const window = runWindow(await openConnections(port, 1), { begin: () => getRequest('/'), proceed: () => null }, 1)

    await expect(window).rejects.toThrow('closed the connection')
  })
})

describe('a percentile', () => {
  const ascending = Float64Array.from({ length: 100 }, (_, index) => index + 1)

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
  ])('of %d is the value that so many do not exceed', (fraction, expected) => {
    expect(percentile(ascending, fraction)).toBe(expected)
  })
})
