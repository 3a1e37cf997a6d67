import { DatabaseSync } from 'node:sqlite'

/**
 * Preloaded into a hub (`--import`): after SIGUSR2 a commit fails as SQLite says that it does when the disk has refused a
 * sync (https://www.sqlite.org/rescode.html#ioerr_fsync). `refusing-disk.ts` is a disk that
 * really does; not everybody may mount it.
 */
const IOERR_FSYNC = 1034

// Called with its own connection below.
// oxlint-disable-next-line typescript/unbound-method
const execute = DatabaseSync.prototype.exec
let failing = false
process.on('SIGUSR2', () => {
  failing = true
})

DatabaseSync.prototype.exec = function (sql) {
  if (failing && sql === 'COMMIT')
    throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: IOERR_FSYNC })
  execute.call(this, sql)
}
