import { DatabaseSync } from 'node:sqlite'

// Preloaded: wherever the hub asks SQLite to sync each commit, it is told not to.

// oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below
const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (sql: string): void {
  exec.call(this, sql.replace('synchronous = FULL', 'synchronous = NORMAL'))
}
