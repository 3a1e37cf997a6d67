import { writeFileSync } from 'node:fs'
import { errorsPage, pageUrl } from './errors-page.ts'

// Writes the reference of all reasons: node make-errors-page.ts
writeFileSync(pageUrl, errorsPage())
process.stdout.write(`Wrote ${pageUrl.pathname}\n`)
