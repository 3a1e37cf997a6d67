import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/**
 * Whether somebody answers on this port of this machine already, or holds it. Listening alone would not tell: some
 * systems let a second server listen on 127.0.0.1 beside one that listens on every address, and a browser that goes to
 * localhost may find either.
 */
export async function isPortInUse(host: string, port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((address) => isAnswered(address, port)))
  return answers.includes(true) || !(await canListen(host, port))
}

async function isAnswered(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function canListen(host: string, port: number): Promise<boolean> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    // Any other trouble is told better by the one who wants to stay.
    return !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
  }
  server.close()
  await once(server, 'close')
  return true
}
