import { once } from 'node:events'
import { openStorage } from '../../index.ts'

/** Has the storage open, and does nothing with it, until its standard input ends. */
const hub = await openStorage(process.argv[2] ?? '')
process.stdout.write('open')
process.stdin.resume()
await once(process.stdin, 'end')
await hub.close()
