import type { HubStorage } from '@identity-hub/core'

/** A driver and a fresh database, as the suite needs them. */
export interface StorageUnderTest {
  readonly storage: HubStorage
  /** A further storage over the same database, as another process would have it. */
  openSecond(): Promise<HubStorage>
  /** Closes the storage and opens the database again, as after a restart. */
  reopen(): Promise<HubStorage>
  /** Runs a statement beside the storage: there are states that no verb leads to yet. */
  runSql(statement: string): Promise<void>
  /** Copies every record, and answers how to put the database back to that, beneath the storages that are open. */
  copy(): Promise<() => Promise<void>>
  /** How many records there are, of all kinds together. */
  countRecords(): Promise<number>
  /** Everything that the database keeps on the disk, to be searched for secrets. */
  readBytes(): Promise<Buffer>
  /** Closes what is open and removes the database. */
  dispose(): Promise<void>
}

export type OpenFresh = () => Promise<StorageUnderTest>
