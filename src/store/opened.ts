import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { Database } from './sql.ts'

/** A connected database that may still have another schema than ours. */
export type Opened = Database & {
  readonly prismaAdapter: SqlMigrationAwareDriverAdapterFactory
  /** Runs `work` while no other process does the same on this database. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>
}
