export {
  backupDatabase,
  migrateDatabase,
  openStorage,
  restoreDatabase,
  type OpenStorageOptions,
} from './open-storage.ts'
export type { BackupOptions, BackupOutcome, CopyingOptions, RestoreInput, RestoreOutcome } from './copies.ts'
