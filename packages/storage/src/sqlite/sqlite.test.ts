import { defineStorageSuite } from '../suite/index.ts'
import { openFreshSqlite } from './testing/open-fresh.ts'

defineStorageSuite('SQLite', openFreshSqlite)
