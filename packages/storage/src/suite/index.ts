export { defineStorageSuite } from './define-storage-suite.ts'
export type { OpenFresh, StorageUnderTest } from './storage-under-test.ts'
