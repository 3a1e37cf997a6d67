import { defineStorageSuite } from '../suite/index.ts'
import { createFreshOpener } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'

const openFresh = createFreshOpener(usePostgres())

defineStorageSuite('PostgreSQL', () => openFresh())
