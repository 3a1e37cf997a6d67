import { migrateDatabase } from '../index.ts'

const { from, to } = await migrateDatabase(process.argv[2] ?? '')
process.stdout.write(`${from} ${to}`)
