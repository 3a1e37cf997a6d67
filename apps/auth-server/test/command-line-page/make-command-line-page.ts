import { writeFileSync } from 'node:fs'
import { commandLinePage, pageUrl } from './command-line-page.ts'

// Writes the reference of all commands: node make-command-line-page.ts
writeFileSync(pageUrl, commandLinePage())
process.stdout.write(`Wrote ${pageUrl.pathname}\n`)
