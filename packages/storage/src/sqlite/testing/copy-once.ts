import { backupDatabase, restoreDatabase } from '../../index.ts'

/** `backup` or `restore`, the database's URL, and the copy. Says when it begins, because loading takes longer. */
const [, , verb, url = '', copy = ''] = process.argv
process.stdout.write('begin\n')
const outcome =
  verb === 'backup'
    ? await backupDatabase(url, copy)
    : await restoreDatabase(url, copy, { now: Date.now(), describe: () => [] })
process.stdout.write(outcome.outcome)
