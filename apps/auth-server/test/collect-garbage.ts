import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Loaded into a hub before anything else: on SIGUSR2 it collects its garbage, and says what memory it has left.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // What the flag adds.
process.on('SIGUSR2', () => {
  collect()
  collect()
  process.stderr.write(`${JSON.stringify({ memory: process.memoryUsage() })}\n`)
})
