import { vi } from 'vitest'
import { defineStorageSuite } from '../suite/index.ts'
import { createFreshOpener } from './testing/open-fresh.ts'
import { usePostgres } from './testing/postgres-server.ts'

vi.setConfig({ testTimeout: 60_000 })

const openFresh = createFreshOpener(usePostgres())

defineStorageSuite('PostgreSQL', () => openFresh())
