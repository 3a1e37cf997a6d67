import { argv } from 'node:process'

/**
 * Run as a program, with TMPDIR naming the folder to unpack into: the package reads it, and the name of the platform that
 * makes it unpack its libraries too, once and for the whole process.
 */
process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'
const { default: chromium } = await import('@sparticuz/chromium')
const path = await chromium.executablePath()
if (path === '') throw new Error(`${argv[1]}: nothing was unpacked`)
