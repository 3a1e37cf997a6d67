import { openDatabase } from '../open-database.ts'

/** Writes one transaction after another until its standard input ends, then tells how it went. */
const db = await openDatabase(process.argv[2] ?? '', () => {})
let writes = 0
let slowest = 0
process.stdin.resume()

while (!process.stdin.readableEnded) {
  const begun = performance.now()
  db.execute('BEGIN IMMEDIATE')
  for (const _ of [1, 2]) db.run('INSERT INTO filler (text) VALUES (randomblob(300))')
  db.execute('COMMIT')
  slowest = Math.max(slowest, performance.now() - begun)
  if (writes === 0) process.stdout.write('\n')
  writes += 1
  await new Promise((resolve) => setImmediate(resolve))
}
process.stdout.write(JSON.stringify({ writes, slowest }))
db.close()
