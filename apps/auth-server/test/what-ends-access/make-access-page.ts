import { writeFileSync } from 'node:fs'
import { accessPage, pageUrl } from './access-page.ts'

// Writes the reference of what ends access: node make-access-page.ts
writeFileSync(pageUrl, accessPage())
process.stdout.write(`Wrote ${pageUrl.pathname}\n`)
