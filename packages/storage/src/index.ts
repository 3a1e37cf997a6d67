export { migrateDatabase, openStorage, type OpenStorageOptions } from './open-storage.ts'
