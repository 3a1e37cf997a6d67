import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Answer } from './answer.ts'
import { readAnswer } from './read-answer.ts'

/**
 * One kept-alive HTTP/1.1 connection, one request at a time. It is written by hand because the driver has one core to
 * load another one with: a request costs it about 20 µs, a sixth of what it costs the leanest server here.
 */
export interface Connection {
  /** The previous answer must have arrived. */
  send(request: Buffer | string, onAnswer: (answer: Answer) => void): void
  /** Is called once, when the connection breaks off before it is closed; a request in flight is lost then. */
  onFailure: (error: Error) => void
  close(): void
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  return overSocket(socket)
}

export async function openConnections(port: number, count: number): Promise<readonly Connection[]> {
  return Promise.all(Array.from({ length: count }, () => openConnection(port)))
}

/** One request on a connection of its own. */
export async function ask(port: number, request: Buffer | string): Promise<Answer> {
  const connection = await openConnection(port)
  try {
    return await new Promise<Answer>((resolve, reject) => {
      connection.onFailure = reject
      connection.send(request, resolve)
    })
  } finally {
    connection.close()
  }
}

function overSocket(socket: Socket): Connection {
  let pending: Buffer | null = null
  let answered: ((answer: Answer) => void) | null = null
  let closed = false

  const fail = (error: Error): void => {
    if (closed) return
    closed = true
    socket.destroy()
    connection.onFailure(error)
  }
  const connection: Connection = {
    send(request, onAnswer) {
      answered = onAnswer
      if (typeof request === 'string') socket.write(request, 'latin1')
      else socket.write(request)
    },
    onFailure: () => {},
    close() {
      closed = true
      socket.destroy()
    },
  }
  socket.on('data', (chunk: Buffer) => {
    const bytes = pending === null ? chunk : Buffer.concat([pending, chunk])
    let answer: Answer | null
    try {
      answer = readAnswer(bytes)
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
      return
    }
    pending = answer === null ? bytes : null
    if (answer === null) return
    const callback = answered
    answered = null
    if (callback === null) fail(new Error('the server answered without being asked'))
    else callback(answer)
  })
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))
  return connection
}
