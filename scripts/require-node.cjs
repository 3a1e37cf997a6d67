// Loaded before a TypeScript entry point (`node --require`), which an older Node could not even read. So this file keeps
// to what Node has understood for many years.
'use strict'

var major = Number(process.versions.node.split('.')[0])
if (major < 26) {
  process.stderr.write(
    'error: Identity Hub needs Node 26 or newer, and this is ' +
      process.version +
      '; the install brings one along for Linux and macOS (npx --yes pnpm@12.21.0 install shows why it did not), elsewhere install it yourself\n',
  )
  process.exit(1)
}

// Before the entry point, or reading that alone would load the compiler of TypeScript, a third of a second and 40 MB that
// nothing needs once it has run. Not in the common temporary folder, where others could plant code.
require('node:module').enableCompileCache(
  require('node:path').join(__dirname, '../node_modules/.cache/node-compile-cache'),
)
